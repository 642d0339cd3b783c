/** What requests have in common, whatever they ask for: a body of strict JSON that is not too long. */
@NullMarked
package dev.tokenfamily.request;

import org.jspecify.annotations.NullMarked;
