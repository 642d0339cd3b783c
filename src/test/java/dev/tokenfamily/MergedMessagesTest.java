package dev.tokenfamily;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parts/MergedMessages.java}, which the build runs: a language is there once its files are. */
final class MergedMessagesTest {

    private final Path target;
    private final Path console;
    private final Path mails;

    MergedMessagesTest(@TempDir Path directory) throws IOException {
        target = directory.resolve("target");
        console = Files.createDirectory(directory.resolve("console"));
        mails = Files.createDirectory(directory.resolve("mails"));
    }

    @Test
    void givenALanguageInAllFoldersThenItsFilesBecomeOneInTheirOrder() throws IOException, InterruptedException {
        Files.writeString(console.resolve("messages_xx.properties"), "label=Grüße");
        Files.writeString(mails.resolve("messages_xx.properties"), "subject=日本\n");
        Files.writeString(mails.resolve("notes.txt"), "not a language");

        assertThat(merge()).isEmpty();

        try (var files = Files.list(target)) {
            assertThat(files).containsExactly(target.resolve("messages_xx.properties"));
        }
        assertThat(target.resolve("messages_xx.properties")).hasContent("label=Grüße\nsubject=日本\n");
    }

    @Test
    void givenALanguageThatLacksAFileThenTheBuildFailsByItsName() throws IOException, InterruptedException {
        Files.writeString(mails.resolve("messages_xx.properties"), "subject=x\n");

        assertThat(merge())
                .contains("Missing: [" + console.resolve("messages_xx.properties") + "]")
                .endsWith("exit value 1");
        assertThat(target).doesNotExist();
    }

    /** What it prints, and its exit value unless that is 0. */
    private String merge() throws IOException, InterruptedException {
        Process merging = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "parts/MergedMessages.java",
                        target.toString(),
                        console.toString(),
                        mails.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(merging.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = merging.waitFor();
        return exit == 0 ? printed : printed + "exit value " + exit;
    }
}
