/** What the pure core costs, in nanoseconds and bytes. */
@NullMarked
package dev.tokenfamily.benchmark;

import org.jspecify.annotations.NullMarked;
