/** Why somebody was logged out: ends that are on record, whatever they were; its ports. */
@NullMarked
package dev.tokenfamily.history;

import org.jspecify.annotations.NullMarked;
