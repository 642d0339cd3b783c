package dev.tokenfamily.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Needs millions of rows to say anything: run by {@code mvn verify -Pmillions}, and by name. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("millions")
public @interface MillionsOnly {}
