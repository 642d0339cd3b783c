package dev.tokenfamily.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** The same once more on another database: run by {@code mvn verify -Pdatabases}, and by name. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("databases")
public @interface DatabasesOnly {}
