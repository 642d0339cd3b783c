/** The rows of what was counted of each client and day. */
@NullMarked
package dev.tokenfamily.store.statistic;

import org.jspecify.annotations.NullMarked;
