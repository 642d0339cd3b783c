package dev.tokenfamily.live.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where what was counted is kept, and the page that shows it. */
final class Results {

    private static final Path FILE = Path.of("src/test/resources/clients.tsv");
    private static final Path PAGE = Path.of("docs/reference/clients.md");

    private Results() {}

    static List<Cell> cells() throws IOException {
        return Files.exists(FILE)
                ? Files.readAllLines(FILE).stream().map(Cell::of).toList()
                : List.of();
    }

    static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** Puts the new cells in the place of those of the same library, and shows all of them on the page. */
    static void replace(Library library, List<Cell> cells) throws IOException {
        List<Cell> all = new ArrayList<>(cells());
        all.removeIf(cell -> cell.library().equals(library.name()));
        all.addAll(cells);
        all.removeIf(cell -> place(cell) < 0);
        all.sort(Comparator.comparingInt(Results::place)
                .thenComparing(Cell::scenario)
                .thenComparing(Cell::rule));
        Files.write(FILE, all.stream().map(Cell::line).toList());
        Files.writeString(PAGE, new Table(all).in(page()));
    }

    private static int place(Cell cell) {
        return Libraries.ALL.stream().map(Library::name).toList().indexOf(cell.library());
    }
}
