/** Webhooks, with a receiver in the test. */
@NullMarked
package dev.tokenfamily.live.webhook;

import org.jspecify.annotations.NullMarked;
