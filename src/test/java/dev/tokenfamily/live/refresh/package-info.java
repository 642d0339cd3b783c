/** Stories of a token that is refreshed: rotation, grace, reuse, lifetimes, introspection. */
@NullMarked
package dev.tokenfamily.live.refresh;

import org.jspecify.annotations.NullMarked;
