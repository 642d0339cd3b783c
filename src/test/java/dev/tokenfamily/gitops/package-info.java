/** The examples of {@code docs/how-to/gitops.md}, held against what the tools take. */
@NullMarked
package dev.tokenfamily.gitops;

import org.jspecify.annotations.NullMarked;
