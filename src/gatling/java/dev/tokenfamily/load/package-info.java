/** What a refresh costs, beside Keycloak as it comes. */
@NullMarked
package dev.tokenfamily.load;

import org.jspecify.annotations.NullMarked;
