/** The rows of incidents, and the queue of what is to be told of them. */
@NullMarked
package dev.tokenfamily.store.incident;

import org.jspecify.annotations.NullMarked;
