/** Stories of an admin at the real admin console. */
@NullMarked
package dev.tokenfamily.live.console;

import org.jspecify.annotations.NullMarked;
