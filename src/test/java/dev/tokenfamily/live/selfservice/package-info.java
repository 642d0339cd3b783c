/** Stories of users who see and end their own sign-ins, and of thieves who try to. */
@NullMarked
package dev.tokenfamily.live.selfservice;

import org.jspecify.annotations.NullMarked;
