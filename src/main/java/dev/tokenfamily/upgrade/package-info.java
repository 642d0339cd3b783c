/** Whether this JAR fits a Keycloak and its database: asked at each start, and before an upgrade outside of any server. */
@NullMarked
package dev.tokenfamily.upgrade;

import org.jspecify.annotations.NullMarked;
