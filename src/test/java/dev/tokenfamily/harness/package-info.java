/** What every live test speaks with: HTTP, the admin API, tokens, programs of this machine. Tells no story. */
@NullMarked
package dev.tokenfamily.harness;

import org.jspecify.annotations.NullMarked;
