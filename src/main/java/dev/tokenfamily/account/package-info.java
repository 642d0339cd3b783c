/** The page of users' own sign-ins: what of it no other page has (ADR 33). The page itself is in {@code src/main/account}. */
@NullMarked
package dev.tokenfamily.account;

import org.jspecify.annotations.NullMarked;
