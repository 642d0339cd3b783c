/** However a client gets its first refresh token, it is governed. */
@NullMarked
package dev.tokenfamily.live.coverage;

import org.jspecify.annotations.NullMarked;
