/** What the documents say that the sources and tests can be asked about. */
@NullMarked
package dev.tokenfamily.docs;

import org.jspecify.annotations.NullMarked;
