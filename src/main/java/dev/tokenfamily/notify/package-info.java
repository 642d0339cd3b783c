/** Tells people what happened: event details, metrics, log. */
@NullMarked
package dev.tokenfamily.notify;

import org.jspecify.annotations.NullMarked;
