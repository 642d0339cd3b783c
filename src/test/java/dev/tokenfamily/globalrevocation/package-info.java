@NullMarked
package dev.tokenfamily.globalrevocation;

import org.jspecify.annotations.NullMarked;
