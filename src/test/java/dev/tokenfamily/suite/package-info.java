/** What a run of the tests says about itself: a line for each class, where its time went, the slowest at the end. */
@NullMarked
package dev.tokenfamily.suite;

import org.jspecify.annotations.NullMarked;
