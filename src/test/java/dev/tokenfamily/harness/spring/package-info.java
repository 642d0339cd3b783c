/** A web application with Spring Security, on servers of its own. */
@NullMarked
package dev.tokenfamily.harness.spring;

import org.jspecify.annotations.NullMarked;
