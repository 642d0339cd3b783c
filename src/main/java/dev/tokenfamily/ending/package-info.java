/** Puts on record why something ended: what events, verdicts and removals tell of it, and who did it in a request. */
@NullMarked
package dev.tokenfamily.ending;

import org.jspecify.annotations.NullMarked;
