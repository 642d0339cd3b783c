/** The rows of families: how they are read, changed on a condition, looked up and purged. */
@NullMarked
package dev.tokenfamily.store.family;

import org.jspecify.annotations.NullMarked;
