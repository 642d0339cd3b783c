/** Users at the page of their own sign-ins. */
@NullMarked
package dev.tokenfamily.live.account;

import org.jspecify.annotations.NullMarked;
