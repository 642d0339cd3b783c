@NullMarked
package dev.tokenfamily.metadata;

import org.jspecify.annotations.NullMarked;
