/** Real client libraries, each in an application of its own, under our presets and under what others do: {@code mvn verify -Pclients}. */
@NullMarked
package dev.tokenfamily.live.library;

import org.jspecify.annotations.NullMarked;
