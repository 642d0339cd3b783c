package dev.tokenfamily.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Plays real client libraries for minutes, and writes what comes of it: run by {@code mvn verify -Pclients}, and by name. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("clients")
public @interface ClientsOnly {}
