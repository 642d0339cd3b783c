package dev.tokenfamily.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the examples that the standards have, RFC 1321 and FIPS 180. */
final class DigestTest {

    @Test
    void givenAnAlgorithmThenItsDigestIsThatOfItsStandard() {
        assertThat(Digest.sha256().and("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digest.sha1().and("abc").hex()).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(Digest.md5().and("abc").hex()).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
    }

    @Test
    void givenFilesAndTextsThenAllCountInTheirOrder(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "b");
        String abc = Digest.sha256().and("abc").hex();
        assertThat(Digest.sha256().and("a").and(file).and("c").hex()).isEqualTo(abc);
        assertThat(Digest.sha256().and(file).and("a").and("c").hex()).isNotEqualTo(abc);
    }
}
