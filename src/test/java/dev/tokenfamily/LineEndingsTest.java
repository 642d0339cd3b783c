package dev.tokenfamily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A checkout has the same bytes on every machine. */
final class LineEndingsTest {

    private static final Path HERE = Path.of("").toAbsolutePath();

    /** Of {@code git ls-files --eol}: what is committed, what is checked out, and what {@code .gitattributes} says of it. */
    private static final String LF = "i/(lf|none) +w/(lf|none)? +attr/text=auto eol=lf +\t.+";

    private static final String PICTURE = "i/-text +w/(-text)? +attr/text=auto eol=lf +\t.+\\.png";

    @Test
    void givenGitIsToldToWriteCrLfThenEveryTextFileStillHasLf() {
        Program git = Program.named("git", "git");
        Program.assume(Files.exists(HERE.resolve(".git")), "this is no clone");
        List<String> files = git.run(
                        HERE,
                        "-c",
                        "safe.directory=*", // whoever has made the clone
                        "-c",
                        "core.autocrlf=true",
                        "-c",
                        "core.quotePath=false",
                        "ls-files",
                        "--eol")
                .lines()
                .toList();
        assertThat(files).isNotEmpty().allMatch(file -> file.matches(LF) || file.matches(PICTURE));
    }
}
