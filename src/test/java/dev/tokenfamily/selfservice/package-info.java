/** The rules of self-service that need no server. */
@NullMarked
package dev.tokenfamily.selfservice;

import org.jspecify.annotations.NullMarked;
