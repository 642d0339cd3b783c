/** What somebody else chose, in a line of the log. */
@NullMarked
package dev.tokenfamily.log;

import org.jspecify.annotations.NullMarked;
