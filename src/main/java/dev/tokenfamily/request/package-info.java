/** What requests have in common, whatever they ask for: a body of strict JSON of a bounded length, and how often a caller may call. */
@NullMarked
package dev.tokenfamily.request;

import org.jspecify.annotations.NullMarked;
