/** The console page: what of it no other page has (ADR 23). The page itself is in {@code src/main/console}. */
@NullMarked
package dev.tokenfamily.console;

import org.jspecify.annotations.NullMarked;
