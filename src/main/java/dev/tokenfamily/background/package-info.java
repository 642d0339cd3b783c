/** Work beside the requests: threads that go on from the server's start to its stop. */
@NullMarked
package dev.tokenfamily.background;

import org.jspecify.annotations.NullMarked;
