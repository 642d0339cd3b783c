package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.realm.ConsoleRealm;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.OwnDatabase;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.live.console.FilledRealm.Place;
import dev.tokenfamily.live.store.QueryPlans;
import dev.tokenfamily.live.store.QueryPlans.Plan;
import dev.tokenfamily.suite.Measured;
import dev.tokenfamily.suite.MillionsOnly;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The console page where a realm has a million families, beside one that has a hundred: whatever a screen asks reads so little
 * that it does not matter how many there are, and what was not looked at is said.
 */
@MillionsOnly
@ExtendWith(HugeRealmIT.OnPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HugeRealmIT {

    private static final int SMALL = 100;
    private static final int HUGE = 1_000_000;
    private static final int TIMES = 15;

    /** What the page looks at, a page more, and what a report has of 20 clients in 30 days. */
    private static final int MOST_ROWS = 20_000;

    /** Of 8 KiB. All families are in more than 50,000 of them. */
    private static final int MOST_BLOCKS = 12_000;

    /** Where the huge realm has more than the page looks at. */
    private static final Set<String> NOT_ALL_SEARCHED = Set.of(
            "incidents?state=open",
            "incidents?state=confirmed",
            "incidents?address=203.0.113.9",
            "incidents?device=nobodys",
            "families?status=active",
            "families?status=revoked",
            "families?clientId=app-1&status=revoked",
            "families?username=robot&status=revoked",
            "families?username=robot&clientId=app-1");

    private static final String ANSWERED = "200 GET /admin/realms";

    private final Postgres database;
    private final FilledRealm small;
    private final FilledRealm huge;

    HugeRealmIT(KeycloakServer server, Postgres database) {
        Tabs.assumeChromium();
        this.database = database;
        small = FilledRealm.of(server, database, "small", SMALL, 7);
        huge = FilledRealm.of(server, database, "huge", HUGE, 90);
    }

    /** What a screen asks, by a path below {@code /admin/realms}. */
    private record Question(String place, String path) {

        /** Without the ids, which are others in another realm. */
        String shown() {
            return path.replaceFirst("/[^/?]+", "").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…");
        }
    }

    /** How much the database read for an answer. */
    private record Work(long rows, long blocks) {

        private static final Work NONE = new Work(0, 0);

        Work and(Plan plan) {
            return new Work(rows + plan.rowsRead(), blocks + plan.blocksRead());
        }
    }

    @Test
    void givenAMillionFamiliesThenEveryScreenOpensAndReadsNotMuchMoreThanOfAHundred() {
        List<Question> ofSmall = questions(small);
        mark("huge");
        List<Question> ofHuge = questions(huge);
        assertThat(ofHuge.stream().map(Question::shown))
                .isEqualTo(ofSmall.stream().map(Question::shown).toList());
        ask(small, ofSmall, "small");
        ask(huge, ofHuge, "huge");

        List<Plan> plans = QueryPlans.loggedBy(database);
        Map<String, Work> work = work(plans);
        for (int n = 0; n < ofHuge.size(); n++) {
            Work few = work.getOrDefault("small " + n, Work.NONE);
            Work many = work.getOrDefault("huge " + n, Work.NONE);
            Measured.note("| %s | `%s` | %.1f | %.1f | %,d | %,d | %,d | %,d |"
                    .formatted(
                            ofHuge.get(n).place(),
                            ofHuge.get(n).shown(),
                            medianMillis(small, ofSmall.get(n)),
                            medianMillis(huge, ofHuge.get(n)),
                            few.rows(),
                            many.rows(),
                            few.blocks(),
                            many.blocks()));
        }
        List<Plan> ours = plans.stream()
                .dropWhile(plan -> !plan.statement().equals(marker("huge")))
                .filter(HugeRealmIT::isOurs)
                .toList();
        assertThat(ours).hasSizeGreaterThan(ofHuge.size());
        assertThat(ours.stream().filter(HugeRealmIT::readsTooMuch)).isEmpty();
    }

    private static boolean readsTooMuch(Plan plan) {
        return plan.rowsRead() > MOST_ROWS || plan.blocksRead() > MOST_BLOCKS;
    }

    /** What the page asks when an admin opens each of its screens, and looks before two things end. */
    private List<Question> questions(FilledRealm realm) {
        List<Question> questions = new ArrayList<>();
        try (TokenFamiliesPage page = TokenFamiliesPage.of(realm.realm())
                .open(ConsoleRealm.admin("en"), "#/" + realm.realm().name() + "/policy")) {
            page.go("#/" + realm.realm().name() + "/policy/observe-first").asked(); // with the realms to choose from
            for (Place place : realm.places()) {
                page.go(place.hash());
                assertThat(page.text().contains("Only the newest 10,000 were searched"))
                        .as(place.name())
                        .isEqualTo(realm == huge && NOT_ALL_SEARCHED.contains(place.name()));
                for (String asked : page.asked()) {
                    assertThat(asked).as(place.name()).startsWith(ANSWERED);
                    questions.add(new Question(place.name(), asked.substring(ANSWERED.length())));
                }
                if (place.name().equals("incidents/{incident}")) {
                    page.press("Confirm theft …").says("This would end");
                } else if (place.name().equals("users/{user-1}")) {
                    page.press("Sign out everywhere")
                            .says("Sign out user-1 everywhere?")
                            .pressInDialog("Cancel");
                }
                page.asked();
            }
            page.go("#/" + realm.realm().name() + "/overview");
            assertThat(page.text().contains("Among the newest 10,000 incidents"))
                    .isEqualTo(realm == huge);
            assertThat(page.noise()).isEmpty();
        }
        return questions;
    }

    /** Once each, between two marks in what the database logs. */
    private void ask(FilledRealm realm, List<Question> questions, String mark) {
        for (int n = 0; n < questions.size(); n++) {
            mark(mark + " " + n);
            answer(realm.realm(), questions.get(n));
        }
        mark("asked");
    }

    private static void answer(TestRealm realm, Question question) {
        assertThat(realm.admin().get(question.path()).status()).isEqualTo(200);
    }

    private void mark(String name) {
        database.execute(marker(name));
    }

    private static String marker(String name) {
        return "select '" + name + "'";
    }

    /** By the mark before it; of the statements on our tables only. */
    private static Map<String, Work> work(List<Plan> plans) {
        Map<String, Work> work = new HashMap<>();
        String mark = "";
        for (Plan plan : plans) {
            if (plan.statement().matches("select '(small|huge) [0-9]+'|" + marker("asked"))) {
                mark = plan.statement().replaceAll("select|'", "").strip();
            } else if (isOurs(plan)) {
                work.put(mark, work.getOrDefault(mark, Work.NONE).and(plan));
            }
        }
        return work;
    }

    private static boolean isOurs(Plan plan) {
        return plan.statement().toUpperCase(Locale.ROOT).contains("TOKEN_FAMILY");
    }

    private static double medianMillis(FilledRealm realm, Question question) {
        long[] nanos = IntStream.range(0, TIMES)
                .mapToLong(n -> {
                    long start = System.nanoTime();
                    answer(realm.realm(), question);
                    return System.nanoTime() - start;
                })
                .sorted()
                .toArray();
        return nanos[TIMES / 2] / 1e6;
    }

    static final class OnPostgres extends OwnDatabase {

        OnPostgres() {
            super("postgres");
        }

        @Override
        public Database database(Path directory) {
            return Postgres.prepared(directory, QueryPlans.settingsWithWork());
        }
    }
}
