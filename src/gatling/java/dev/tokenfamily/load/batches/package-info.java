/** Whether replacements of rows that come at once should share a round trip and a commit. */
@NullMarked
package dev.tokenfamily.load.batches;

import org.jspecify.annotations.NullMarked;
