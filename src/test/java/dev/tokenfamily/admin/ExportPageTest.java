package dev.tokenfamily.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of an export. */
final class ExportPageTest {

    private final List<String> all = List.of("a", "b", "c");

    /** As a database answers. */
    private List<String> found(ExportPage page) {
        return all.stream().skip(page.first()).limit(page.asked().max()).toList();
    }

    @Test
    void givenExactlyAsManyAsAreWantedThenThereAreNoMore() {
        ExportPage page = new ExportPage(0, 3);
        assertThat(page.shown(found(page))).containsExactly("a", "b", "c");
        assertThat(page.hasMore(found(page))).isFalse();
    }

    @Test
    void givenOneMoreThanIsWantedThenItIsSaidAndNotShown() {
        ExportPage page = new ExportPage(0, 2);
        assertThat(page.asked().first()).isZero();
        assertThat(page.shown(found(page))).containsExactly("a", "b");
        assertThat(page.hasMore(found(page))).isTrue();
        ExportPage next = new ExportPage(2, 2);
        assertThat(next.asked().first()).isEqualTo(2);
        assertThat(next.shown(found(next))).containsExactly("c");
        assertThat(next.hasMore(found(next))).isFalse();
    }
}
