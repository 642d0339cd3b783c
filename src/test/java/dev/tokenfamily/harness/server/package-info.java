/** Real Keycloaks and databases for the live tests: installed, started, frozen, killed. */
@NullMarked
package dev.tokenfamily.harness.server;

import org.jspecify.annotations.NullMarked;
