package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The layout, as the page about the architecture shows it in a table and a picture, is that of the code. */
final class LayoutTest {

    private static final Path GUIDE = Path.of("docs/explanation/architecture.md");

    /** Of the table: the room, what it is, and whom it knows. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| ([^|]+) \\| ([^|]+) \\|$");

    private static final Pattern ROOM = Pattern.compile("`([a-z.]+)`");
    private static final Pattern PICTURE = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);

    private final Layout code = Layout.ofCode();

    @Test
    void thenNoRoomsKnowEachOther() {
        assertThat(code.circles()).isEmpty();
    }

    @Test
    void thenTheTableNamesEachRoomAndWhomItKnows() throws IOException {
        assertThat(table(section())).isEqualTo(code.knows());
    }

    @Test
    void thenThePictureHasTheSameRooms() throws IOException {
        Matcher picture = PICTURE.matcher(section());
        assertThat(picture.find()).as("a picture in the layout").isTrue();
        assertThat(picture.group(1)).isEqualTo(code.picture());
    }

    private static String section() throws IOException {
        String guide = Files.readString(GUIDE);
        int begin = guide.indexOf("\n## Layout\n");
        assertThat(begin).as("## Layout in %s", GUIDE).isNotNegative();
        return guide.substring(begin, guide.indexOf("\n## ", begin + 1));
    }

    private static NavigableMap<String, NavigableSet<String>> table(String section) {
        NavigableMap<String, NavigableSet<String>> table = new TreeMap<>();
        Matcher row = ROW.matcher(section);
        while (row.find()) {
            table.put(
                    row.group(1),
                    ROOM.matcher(row.group(3))
                            .results()
                            .map(room -> room.group(1))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return table;
    }
}
