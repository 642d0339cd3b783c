/** What clients saw of a server under load, and whether it kept its promises. Knows no Keycloak. */
@NullMarked
package dev.tokenfamily.promises;

import org.jspecify.annotations.NullMarked;
