/** Pages and programs on Node.js, and the browser that shows them. */
@NullMarked
package dev.tokenfamily.harness.page;

import org.jspecify.annotations.NullMarked;
