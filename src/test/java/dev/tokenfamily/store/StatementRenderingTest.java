package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Burst;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Grace;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Recoveries;
import dev.tokenfamily.family.Retention;
import dev.tokenfamily.family.Supersession;
import dev.tokenfamily.family.TokenUse;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.ReuseKind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement, as Keycloak's Hibernate and we ourselves send it to every database that Keycloak knows. */
final class StatementRenderingTest {

    private static final Owner OWNER = new Owner("realm", "client", "user", "session", false);
    private static final Origin ORIGIN = new Origin("192.0.2.1", "Browser");
    private static final TokenUse USE = new TokenUse(1, "192.0.2.1");

    private static final Family FAMILY = new Family(
            "family",
            OWNER,
            1,
            1,
            new Head("head", 1, 2L, 1),
            new Grace(GraceTerms.UNLIMITED, 0, 0, Supersession.ROTATION, Burst.NONE),
            USE,
            USE,
            ORIGIN,
            AccessTokens.NONE,
            0,
            new Retention(3, false),
            null,
            Recoveries.NONE,
            null);

    private static final Incident INCIDENT = new Incident(
            "family", OWNER, ReuseKind.STALE_LINEAGE.text(), 0, 1, ORIGIN, ORIGIN, "family", true, null, null, null);

    /** In one statement: SQL Server's are the fewest. */
    private static int mostParameters(Product.Version version) {
        return version.product() == Product.SQL_SERVER ? 2_100 : 65_535;
    }

    /** In parentheses: Oracle's before 23 are the shortest. */
    private static int longestList(Product.Version version) {
        return version.toString().equals("ORACLE 19") ? 1_000 : 65_535;
    }

    private static final Pattern LIST = Pattern.compile("\\((\\?(?:,\\?)+)\\)");
    private static final Pattern BOOLEAN_LITERAL = Pattern.compile("(?i)\\b(true|false)\\b");
    private static final Pattern SEARCHED_LONG_TEXT = Pattern.compile(
            "(?s)\\b(where|order by|group by)\\b.*\\b(ACCESS_TOKENS|GRACE_BURST|SKETCH|INCIDENT_DUE)\\b");
    private static final Pattern ASSIGNMENTS = Pattern.compile("(?s)^update .*? set (.*?) where ");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?s)^\\s*(?:\\w+\\.)?(\\w+)\\s*=(.*)$");

    static Stream<Product.Version> all() {
        return Product.all();
    }

    private static List<String> everything(RenderedStatements rendered) throws IOException, SQLException {
        List<String> all = new ArrayList<>();
        for (String hql : rendered.hql()) {
            all.addAll(rendered.rendered(hql));
        }
        all.addAll(rendered.ofEntities(FAMILY, INCIDENT));
        all.addAll(rendered.ofOurOwn(FAMILY, GraceTerms.UNLIMITED));
        return all;
    }

    @ParameterizedTest
    @MethodSource("all")
    void thenEachInHqlIsOneStatement(Product.Version version) throws IOException {
        try (RenderedStatements rendered = new RenderedStatements(version)) {
            for (String hql : rendered.hql()) {
                assertThat(rendered.rendered(hql)).as(hql).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void thenNoneHasTooManyParameters(Product.Version version) throws IOException, SQLException {
        try (RenderedStatements rendered = new RenderedStatements(version)) {
            assertThat(everything(rendered)).allSatisfy(sql -> {
                assertThat(sql.chars().filter(c -> c == '?')).hasSizeLessThanOrEqualTo(mostParameters(version));
                assertThat(LIST.matcher(sql).results().map(list -> list.group(1).split(",", -1).length))
                        .allSatisfy(length -> assertThat(length).isLessThanOrEqualTo(longestList(version)));
            });
        }
    }

    /** SQL Server and Oracle before 23 have no such words; their columns are numbers. */
    @ParameterizedTest
    @MethodSource("all")
    void thenBooleansAreWhatTheirColumnsAre(Product.Version version) throws IOException, SQLException {
        if (version.product() == Product.SQL_SERVER || version.toString().equals("ORACLE 19")) {
            try (RenderedStatements rendered = new RenderedStatements(version)) {
                assertThat(everything(rendered))
                        .noneMatch(sql -> BOOLEAN_LITERAL.matcher(sql).find());
            }
        }
    }

    /** An expression that was written for the old value of another column must come before that column. */
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL", "TIDB"})
    void thenNoValueIsReadAfterItWasSet(Product product) throws IOException, SQLException {
        assertThat(product.setsOneAfterTheOther()).isTrue();
        try (RenderedStatements rendered = new RenderedStatements(
                Product.all().filter(v -> v.product() == product).findFirst().orElseThrow())) {
            assertThat(everything(rendered))
                    .allSatisfy(sql -> assertThat(readAfterSet(sql)).isEmpty());
        }
    }

    private static List<String> readAfterSet(String sql) {
        List<String> found = new ArrayList<>();
        Matcher assignments = ASSIGNMENTS.matcher(sql);
        if (assignments.find()) {
            List<String> set = new ArrayList<>();
            for (String assignment : outerCommas(assignments.group(1))) {
                Matcher parts = ASSIGNMENT.matcher(assignment);
                assertThat(parts.matches()).as(assignment).isTrue();
                set.stream()
                        .filter(column -> parts.group(2).matches("(?s).*\\b" + column + "\\b.*"))
                        .forEach(found::add);
                set.add(parts.group(1));
            }
        }
        return found;
    }

    private static List<String> outerCommas(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    @ParameterizedTest
    @MethodSource("all")
    void thenARowThatIsToBeLockedIs(Product.Version version) {
        try (RenderedStatements rendered = new RenderedStatements(version)) {
            List<String> sent = rendered.ofEntities(FAMILY, INCIDENT);
            assertThat(sent.stream()
                            .filter(sql -> sql.contains("for update")
                                    || sql.contains("for no key update")
                                    || sql.contains("updlock")))
                    .hasSize(2);
        }
    }

    /** Text of more than 255 characters, which is a type of its own on MySQL and MariaDB, is only read and written. */
    @ParameterizedTest
    @MethodSource("all")
    void thenNoneSearchesOrSortsByLongText(Product.Version version) throws IOException, SQLException {
        try (RenderedStatements rendered = new RenderedStatements(version)) {
            assertThat(everything(rendered))
                    .noneMatch(sql -> SEARCHED_LONG_TEXT.matcher(sql).find());
        }
    }
}
