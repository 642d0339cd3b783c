package dev.tokenfamily.log;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others chose stays in its field of a log line. */
final class LogFieldTest {

    @Nested
    final class GivenOneWord {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "4b3f1c6e-0000-4000-8000-000000000000",
                    "f:6a1c:alice@example.org",
                    "203.0.113.9",
                    "2001:db8::1",
                    "security-admin-console"
                })
        void thenItStaysAsItIs(String value) {
            assertThat(LogField.of(value)).isEqualTo(value);
        }
    }

    @Nested
    final class GivenAnythingElse {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "f:6a1c:bob verdict=keep | \"f:6a1c:bob verdict=keep\"",
                    "a=b | \"a=b\"",
                    "a\"b\\c | \"a\\\"b\\\\c\"",
                    "\u00e9 | \"\\u00e9\""
                })
        void thenItIsInQuotesWithEscapes(String value, String written) {
            assertThat(LogField.of(value)).isEqualTo(written);
        }

        @Test
        void thenNoLineEndsInIt() {
            assertThat(LogField.of("a\r\nWARN verdict=keep\u2028\u202e\u0000"))
                    .isEqualTo("\"a\\u000d\\u000aWARN verdict=keep\\u2028\\u202e\\u0000\"");
        }

        @Test
        void thenNothingIsAnEmptyField() {
            assertThat(LogField.of("")).isEqualTo("\"\"");
            assertThat(LogField.of(null)).isEqualTo("\"\"");
        }

        @Test
        void thenItIsCut() {
            assertThat(LogField.of("a".repeat(501))).isEqualTo("a".repeat(500));
        }
    }

    @Property
    void whateverItIsItIsOneFieldOfOneLine(@ForAll String value) {
        assertThat(LogField.of(value))
                .matches("[A-Za-z0-9._:/@+-]+|\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\]|\\\\u[0-9a-f]{4})*\"");
    }
}
