/** Tests of the console page that need no server. */
@NullMarked
package dev.tokenfamily.console;

import org.jspecify.annotations.NullMarked;
