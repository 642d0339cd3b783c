/** The console page: its HTML, its files, its messages, and the headers that keep anything else out of it (ADR 23). */
@NullMarked
package dev.tokenfamily.console;

import org.jspecify.annotations.NullMarked;
