/** Stories of applications that were written with a client library. */
@NullMarked
package dev.tokenfamily.live.client;

import org.jspecify.annotations.NullMarked;
