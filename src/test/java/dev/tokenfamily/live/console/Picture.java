package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;

/**
 * A picture of a whole form, which is as high as its fields are many.
 *
 * @param file as a test has just made it
 */
record Picture(Path file) {

    /** Less than a field takes. */
    private static final int PIXELS = 35;

    /** The picture of that name in the documents shows as many fields. Whoever adds one copies the new picture there. */
    void assertAsInTheDocuments() {
        Path documented = Path.of("docs/images").resolve(file.getFileName());
        assertThat(height(documented))
                .as("%s, beside %s", documented, file)
                .isCloseTo(height(file), Offset.offset(PIXELS));
    }

    private static int height(Path picture) {
        try {
            return Objects.requireNonNull(ImageIO.read(picture.toFile()), picture.toString())
                    .getHeight();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
