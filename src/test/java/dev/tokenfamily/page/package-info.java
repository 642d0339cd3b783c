/** Tests of what our pages share, which need no server. */
@NullMarked
package dev.tokenfamily.page;

import org.jspecify.annotations.NullMarked;
