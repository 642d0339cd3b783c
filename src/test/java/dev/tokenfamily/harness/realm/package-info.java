/** A realm of a test's own, its clients and users, and what tests expect of them. */
@NullMarked
package dev.tokenfamily.harness.realm;

import org.jspecify.annotations.NullMarked;
