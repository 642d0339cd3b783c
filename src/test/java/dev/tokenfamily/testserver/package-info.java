/** What the live tests need inside the server: its clock, its rows, its keys. Packed into a JAR of its own, for tests only. */
@NullMarked
package dev.tokenfamily.testserver;

import org.jspecify.annotations.NullMarked;
