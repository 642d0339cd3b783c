package dev.tokenfamily.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the figures are kept, and what is made of them. */
final class TrustFiles {

    private static final Path DATA = Path.of("src/test/resources/simulation");

    static final Path SAMPLE = DATA.resolve("sample.csv");
    static final Path WHOLE = DATA.resolve("whole.csv");
    static final Path SAMPLE_PLACES = DATA.resolve("sample-places.csv");
    static final Path WHOLE_PLACES = DATA.resolve("whole-places.csv");
    static final Path PAGE = Path.of("docs/explanation/trust.md");
    static final Path IMAGES = Path.of("docs/images");

    private TrustFiles() {}

    static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    static void write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(DATA);
        Files.write(file, lines);
    }

    /** The page and its charts. */
    static void write(TrustPage page) throws IOException {
        Files.writeString(PAGE, page.text());
        for (var chart : page.charts().entrySet()) {
            Files.writeString(IMAGES.resolve(chart.getKey()), chart.getValue());
        }
    }
}
