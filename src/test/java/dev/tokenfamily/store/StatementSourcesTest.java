package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No statement in HQL that {@link StatementRenderingTest} does not know: each piece in the sources is in one of its file. */
final class StatementSourcesTest {

    /** Whoever sends one on our own connections. */
    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java/dev/tokenfamily/store"), Path.of("src/main/java/dev/tokenfamily/session"));

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    /** A statement, or a condition on one of its entities. */
    private static final Pattern PIECE =
            Pattern.compile("(?s).*(\\b[A-Z]\\w+Entity\\b|\\b[efs]\\.\\w+ ?[=<>]|\\bf\\.\\w+ is ).*");

    @Test
    void thenEachPieceOfThemIsRendered() throws IOException {
        String rendered = String.join("\n", RenderedStatements.inFile());
        List<String> pieces = pieces();
        assertThat(pieces).hasSizeGreaterThan(30);
        assertThat(pieces).allSatisfy(piece -> assertThat(rendered).contains(piece));
    }

    private static List<String> pieces() throws IOException {
        List<String> pieces = new ArrayList<>();
        for (Path room : SOURCES) {
            try (Stream<Path> sources = Files.walk(room)) {
                sources.filter(Files::isRegularFile)
                        .flatMap(StatementSourcesTest::literals)
                        .filter(literal -> PIECE.matcher(literal).matches())
                        .forEach(pieces::add);
            }
        }
        return pieces;
    }

    private static Stream<String> literals(Path source) {
        try {
            return LITERAL.matcher(Files.readString(source)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
