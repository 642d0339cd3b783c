package dev.tokenfamily.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a database that has some change sets is told of ours. */
final class SchemaTest {

    private final Schema schema = Schema.read(SchemaTest.class.getClassLoader());

    private List<AppliedChangeSet> all() {
        return schema.missingIn(List.of()).stream()
                .map(id -> new AppliedChangeSet(id, null))
                .toList();
    }

    @Nested
    final class GivenADatabaseWithoutOurTables {

        @Test
        void thenAllChangeSetsWillRun() {
            assertThat(schema.missingIn(List.of())).hasSize(schema.size()).contains("1-table");
            assertThat(schema.faults(List.of())).isEmpty();
        }
    }

    @Nested
    final class GivenADatabaseOfThisJar {

        @Test
        void thenNothingWillRun() {
            assertThat(schema.missingIn(all())).isEmpty();
            assertThat(schema.faults(all())).isEmpty();
        }
    }

    @Nested
    final class GivenADatabaseThatDoesNotFit {

        @Test
        void whenANewerJarMadeItThenTheChangeSetIsNamed() {
            List<AppliedChangeSet> newer = Stream.concat(
                            all().stream(), Stream.of(new AppliedChangeSet("99-newer", null)))
                    .toList();
            assertThat(schema.faults(newer)).singleElement().asString().contains("99-newer", "newer JAR");
        }

        @Test
        void whenAChangeSetHasBeenChangedSinceThenItIsNamed() {
            String otherSum = "9:" + "0123456789ABCDEF0123456789ABCDEF".toLowerCase(Locale.ROOT);
            assertThat(schema.faults(List.of(new AppliedChangeSet("1-table", otherSum))))
                    .singleElement()
                    .asString()
                    .contains("1-table", "will not start");
        }
    }
}
