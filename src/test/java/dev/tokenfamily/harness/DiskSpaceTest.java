package dev.tokenfamily.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskSpaceTest {

    private final Path directory;

    DiskSpaceTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void givenThereIsRoomThenThereIsNoProblem() throws IOException {
        assertThat(DiskSpace.problemOf(directory, 0, "nothing")).isEmpty();
    }

    @Test
    void givenThereIsLessThanIsNeededThenItSaysWhereAndHowMuch() throws IOException {
        long tooMuch = directory.toFile().getTotalSpace() / 1_000_000 + 1;
        assertThat(DiskSpace.problemOf(directory.resolve("not/made/yet"), tooMuch, "the demo"))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .matches("The disk of \\Q" + directory + "\\E has \\d+ MB left, and the demo needs " + tooMuch
                                + " MB there\\. Make room, and run this again\\."));
    }

    @Test
    void thenDirectoriesOfOneDiskShareItsRoom() throws IOException {
        assertThat(DiskSpace.isShared(directory, directory.resolve("below"))).isTrue();
        Path other = Path.of("/proc");
        Program.assume(Files.exists(other), "no /proc, a file system of its own, on this machine");
        assertThat(DiskSpace.isShared(directory, other)).isFalse();
    }
}
