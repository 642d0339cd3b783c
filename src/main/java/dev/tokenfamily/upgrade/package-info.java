/** Whether this JAR fits another Keycloak, asked before an upgrade and outside of any server. */
@NullMarked
package dev.tokenfamily.upgrade;

import org.jspecify.annotations.NullMarked;
