/** The rows of ends, and how they are written beside the requests. */
@NullMarked
package dev.tokenfamily.store.history;

import org.jspecify.annotations.NullMarked;
