/** What serves our pages: their HTML, files and words, and the headers that keep anything else out of them (ADR 23). */
@NullMarked
package dev.tokenfamily.page;

import org.jspecify.annotations.NullMarked;
