/** What a revocation takes down besides the family: sessions, access tokens, and the clients that are to be told. */
@NullMarked
package dev.tokenfamily.revocation;

import org.jspecify.annotations.NullMarked;
