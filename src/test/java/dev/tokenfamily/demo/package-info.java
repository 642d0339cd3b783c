/** What {@code mvn -Prun} runs: a Keycloak with our JAR, two incidents to look at, and a page that shows its mails. */
@NullMarked
package dev.tokenfamily.demo;

import org.jspecify.annotations.NullMarked;
