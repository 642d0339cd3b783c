/** What a release is made of, and what makes it: {@code src/release} and the workflows of GitHub Actions. */
@NullMarked
package dev.tokenfamily.release;

import org.jspecify.annotations.NullMarked;
