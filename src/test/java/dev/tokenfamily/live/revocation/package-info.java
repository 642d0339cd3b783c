/** Stories of families that end: by a reuse, by the client, by an admin, by the user. */
@NullMarked
package dev.tokenfamily.live.revocation;

import org.jspecify.annotations.NullMarked;
