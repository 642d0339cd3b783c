package dev.tokenfamily.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellWordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/home/alice/demo",
                "/home/my projects/demo",
                "it's",
                "''",
                "",
                "a\\b",
                "$HOME `id` *",
                "a\nb",
                "#x;y&z"
            })
    void whenAShellReadsItThenItIsTheTextAgain(String text) {
        assertThat(Program.named("sh", "dash").run(Path.of("."), "-c", "printf %s " + ShellWord.of(text)))
                .isEqualTo(text);
    }

    @Test
    void givenNothingInItIsSpecialThenItIsShownAsItIs() {
        assertThat(ShellWord.of("/tmp/Kéy/ü_1/target/live")).isEqualTo("/tmp/Kéy/ü_1/target/live");
    }
}
