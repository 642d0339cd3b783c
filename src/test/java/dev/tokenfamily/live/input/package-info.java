/** Whatever a stranger can send, well-formed or not, and what must not come of it. */
@NullMarked
package dev.tokenfamily.live.input;

import org.jspecify.annotations.NullMarked;
