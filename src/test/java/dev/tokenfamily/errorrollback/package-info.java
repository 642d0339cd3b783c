/** What Keycloak 26.8 does with the transaction of a refused request, for 26.7: a JAR of its own, for tests only. */
@NullMarked
package dev.tokenfamily.errorrollback;

import org.jspecify.annotations.NullMarked;
