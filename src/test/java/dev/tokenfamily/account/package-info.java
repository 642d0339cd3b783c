/** Tests of the users' page that need no server. */
@NullMarked
package dev.tokenfamily.account;

import org.jspecify.annotations.NullMarked;
