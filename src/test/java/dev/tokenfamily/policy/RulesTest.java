package dev.tokenfamily.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of the rules that match a request, the last one governs that is for its user. */
final class RulesTest {

    private static final ForUsers ADMINS = new ForUsers(List.of("admin"), List.of());
    private static final ForUsers STAFF = new ForUsers(List.of(), List.of("/staff"));
    private static final Policy OBSERVE = PolicyParser.parse(Map.of("enforcement", "observe"));
    private static final Policy STRICT = PolicyParser.parse(Map.of("grace-period-seconds", 0));
    private static final Policy DEFAULT = PolicyParser.parse(Map.of());

    private static boolean nobody(ForUsers users) {
        return false;
    }

    private static Rules rules(Object... policiesAndUsers) {
        Rules rules = Rules.NONE;
        for (int i = 0; i < policiesAndUsers.length; i += 2) {
            rules = rules.and(new Rule((Policy) policiesAndUsers[i], (ForUsers) policiesAndUsers[i + 1]));
        }
        return rules;
    }

    @Test
    void givenNoneThenNothingGovernsAndNothingIsEnforced() {
        assertThat(Rules.NONE.isEmpty()).isTrue();
        assertThat(Rules.NONE.governing(users -> true)).isEmpty();
        assertThat(Rules.NONE.strictest()).isEmpty();
        assertThat(Rules.NONE.mayEnforce()).isFalse();
        assertThat(Rules.NONE.enforceForAll()).isFalse();
    }

    @Test
    void givenRulesForAllThenTheLastGovernsAndNobodyIsLookedAt() {
        Rules rules = rules(OBSERVE, ForUsers.ALL, STRICT, ForUsers.ALL);
        assertThat(rules.governing(users -> {
                    throw new AssertionError("asked for " + users);
                }))
                .contains(STRICT);
        assertThat(rules.enforceForAll()).isTrue();
        assertThat(rules.mayEnforce()).isTrue();
        assertThat(rules(STRICT, ForUsers.ALL, OBSERVE, ForUsers.ALL).mayEnforce())
                .as("the last one wins")
                .isFalse();
    }

    @Test
    void givenACapThenFamiliesMayEndForBeingTooManyWhereItIsEnforcedForSomebody() {
        Policy capped = PolicyParser.parse(Map.of("max-families-per-user", 2));
        Policy observed = PolicyParser.parse(Map.of("max-families-per-user", 2, "enforcement", "observe"));
        assertThat(rules(capped, ForUsers.ALL).mayEndTooMany()).isTrue();
        assertThat(rules(DEFAULT, ForUsers.ALL, capped, ADMINS).mayEndTooMany()).isTrue();
        assertThat(rules(observed, ForUsers.ALL).mayEndTooMany()).isFalse();
        assertThat(rules(DEFAULT, ForUsers.ALL).mayEndTooMany()).isFalse();
        assertThat(rules(capped, ForUsers.ALL, DEFAULT, ForUsers.ALL).mayEndTooMany())
                .as("the last one wins")
                .isFalse();
        assertThat(Rules.NONE.mayEndTooMany()).isFalse();
    }

    @Test
    void givenOneForSomeUsersThenTheOthersAreLeftToTheOneBefore() {
        Rules rules = rules(DEFAULT, ForUsers.ALL, STRICT, ADMINS);
        assertThat(rules.governing(ADMINS::equals)).contains(STRICT);
        assertThat(rules.governing(RulesTest::nobody)).contains(DEFAULT);
        assertThat(rules(STRICT, ADMINS).governing(RulesTest::nobody)).isEmpty();
    }

    @Test
    void givenTwoForSomeUsersThenTheLastThatIncludesTheUserGoverns() {
        Rules rules = rules(STRICT, ADMINS, DEFAULT, STAFF);
        List<ForUsers> asked = new ArrayList<>();
        assertThat(rules.governing(users -> asked.add(users) && users.equals(ADMINS)))
                .contains(STRICT);
        assertThat(asked).as("from the last one on").containsExactly(STAFF, ADMINS);
        assertThat(rules.governing(users -> true)).contains(DEFAULT);
    }

    @Test
    void givenThatTheUserDecidesWhetherOneIsEnforcedThenItMayBeButNotForAll() {
        for (Rules rules : List.of(rules(OBSERVE, ForUsers.ALL, STRICT, ADMINS), rules(STRICT, ADMINS))) {
            assertThat(rules.mayEnforce()).isTrue();
            assertThat(rules.enforceForAll()).isFalse();
        }
        Rules exempting = rules(STRICT, ForUsers.ALL, OBSERVE, ADMINS);
        assertThat(exempting.mayEnforce()).isTrue();
        assertThat(exempting.enforceForAll()).isFalse();
        assertThat(rules(DEFAULT, ForUsers.ALL, STRICT, ADMINS).enforceForAll()).isTrue();
    }

    @Test
    void givenNoUserThenTheLastThatEnforcesCountsOrElseTheLast() {
        assertThat(rules(STRICT, ForUsers.ALL, OBSERVE, ADMINS).strictest()).contains(STRICT);
        assertThat(rules(STRICT, ADMINS, OBSERVE, ForUsers.ALL).strictest())
                .as("whoever it is, that one never governs")
                .contains(OBSERVE);
        assertThat(rules(OBSERVE, ADMINS).strictest()).contains(OBSERVE);
    }
}
