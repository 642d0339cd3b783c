package dev.tokenfamily.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.policy.Warning.ClientFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an admin is warned of (design, section 3). */
final class WarningTest {

    private static final ClientFacts PUBLIC = new ClientFacts(true, false, 300, false, false, false, false);
    private static final ClientFacts CONFIDENTIAL = new ClientFacts(false, false, 300, false, false, false, false);
    private static final ClientFacts BOUND = new ClientFacts(true, true, 300, false, false, false, false);

    private static Set<Warning> warnings(ClientFacts client, Map<String, ?> configuration) {
        return Warning.of(PolicyParser.parse(configuration), client);
    }

    @Test
    void givenTheDefaultsThenThereIsNothingToWarnOf() {
        assertThat(warnings(PUBLIC, Map.of())).isEmpty();
        assertThat(warnings(CONFIDENTIAL, Map.of())).isEmpty();
    }

    @Test
    void givenAGracePeriodBeyondTheAccessTokensLifeThenItIsWarnedOf() {
        assertThat(warnings(CONFIDENTIAL, Map.of("grace-period-seconds", 300))).isEmpty();
        assertThat(warnings(CONFIDENTIAL, Map.of("grace-period-seconds", 301)))
                .containsExactly(Warning.GRACE_OUTLIVES_ACCESS_TOKEN);
        assertThat(warnings(CONFIDENTIAL, Map.of("grace-period-seconds", 301, "rotation", "off")))
                .isEmpty();
    }

    @Test
    void givenALongGracePeriodThenAPublicClientNeedsABinding() {
        assertThat(warnings(PUBLIC, Map.of("grace-period-seconds", 60))).isEmpty();
        assertThat(warnings(PUBLIC, Map.of("grace-period-seconds", 61)))
                .containsExactly(Warning.LONG_GRACE_WITHOUT_BINDING);
        assertThat(warnings(PUBLIC, Map.of("grace-period-seconds", 61, "grace-binding", "ip-address")))
                .isEmpty();
        assertThat(warnings(PUBLIC, Map.of("grace-period-seconds", 61, "grace-binding", "ip-prefix")))
                .isEmpty();
        assertThat(warnings(BOUND, Map.of("grace-period-seconds", 61))).isEmpty();
        assertThat(warnings(CONFIDENTIAL, Map.of("grace-period-seconds", 61))).isEmpty();
    }

    @Test
    void givenPlacesThatAreNeverComparedThenItIsWarnedOf() {
        assertThat(warnings(CONFIDENTIAL, Map.of("on-origin-change", "event"))).isEmpty();
        assertThat(warnings(CONFIDENTIAL, Map.of("on-origin-change", "event", "rotation", "off")))
                .containsExactly(Warning.ORIGIN_WITHOUT_ROTATION);
    }

    @Test
    void givenAPlaceThatTheSenderChoosesThenARequiredLoginIsWarnedOf() {
        for (String binding : List.of("user-agent", "ip-prefix-or-user-agent")) {
            assertThat(warnings(CONFIDENTIAL, Map.of("on-origin-change", "require-login", "origin-binding", binding)))
                    .containsExactly(Warning.ORIGIN_BY_SENDER);
            assertThat(warnings(CONFIDENTIAL, Map.of("on-origin-change", "notify", "origin-binding", binding)))
                    .isEmpty();
        }
        assertThat(warnings(
                        CONFIDENTIAL,
                        Map.of("on-origin-change", "require-login", "origin-binding", "ip-prefix-and-user-agent")))
                .isEmpty();
    }

    @Test
    void givenABindingToTheKeyThenTheClientMustHaveOne() {
        Map<String, Object> bound = Map.of("grace-binding", "key");
        assertThat(warnings(PUBLIC, bound)).containsExactly(Warning.KEY_BINDING_WITHOUT_KEY);
        assertThat(warnings(CONFIDENTIAL, bound)).containsExactly(Warning.KEY_BINDING_WITHOUT_KEY);
        assertThat(warnings(BOUND, bound)).isEmpty();
        assertThat(warnings(CONFIDENTIAL, Map.of("grace-binding", "key", "grace-period-seconds", 0)))
                .isEmpty();
        assertThat(warnings(CONFIDENTIAL, Map.of("grace-binding", "key", "rotation", "off")))
                .isEmpty();
    }

    @Test
    void givenAnIntervalBeyondTheAccessTokensLifeThenItIsWarnedOf() {
        assertThat(warnings(PUBLIC, Map.of("rotation-interval-seconds", 300))).isEmpty();
        assertThat(warnings(PUBLIC, Map.of("rotation-interval-seconds", 301)))
                .containsExactly(Warning.INTERVAL_OUTLIVES_ACCESS_TOKEN);
    }

    @Test
    void givenNoRotationThenAPublicClientNeedsBoundTokens() {
        assertThat(warnings(PUBLIC, Map.of("rotation", "off"))).containsExactly(Warning.NO_ROTATION_FOR_PUBLIC_CLIENT);
        assertThat(warnings(BOUND, Map.of("rotation", "off"))).isEmpty();
        assertThat(warnings(CONFIDENTIAL, Map.of("rotation", "off"))).isEmpty();
    }

    @Test
    void givenObserveThenItIsWarnedOf() {
        assertThat(warnings(CONFIDENTIAL, Map.of("enforcement", "observe"))).containsExactly(Warning.OBSERVING);
    }

    @Test
    void givenAConditionOnTheRequestThenItIsWarnedOf() {
        assertThat(warnings(new ClientFacts(false, false, 300, true, false, false, false), Map.of()))
                .containsExactly(Warning.DEPENDS_ON_REQUEST);
    }

    @Test
    void givenKeycloakWithholdsNewTokensThenRotationIsWarnedOf() {
        ClientFacts withheld = new ClientFacts(false, false, 300, false, true, false, false);
        assertThat(warnings(withheld, Map.of())).containsExactly(Warning.ROTATION_SUPPRESSED);
        assertThat(warnings(withheld, Map.of("rotation", "off"))).isEmpty();
    }

    @Nested
    final class GivenARealmWhoseOwnSwitchAllowsNoReuse {

        private final ClientFacts client = new ClientFacts(false, false, 300, false, false, true, false);

        @Test
        void thenWhateverAnswersAUsedTokenIsWarnedOf() {
            for (Map<String, ?> weaker : List.<Map<String, ?>>of(
                    Map.of("grace-period-seconds", 0, "late-recovery-seconds", 60),
                    Map.of(),
                    Map.of("grace-period-seconds", 1),
                    Map.of("grace-period-seconds", 0, "rotation", "off"),
                    Map.of("grace-period-seconds", 0, "rotation-interval-seconds", 60),
                    Map.of("grace-period-seconds", 0, "exempt-sender-constrained", true))) {
                assertThat(warnings(client, weaker)).containsExactly(Warning.WEAKER_THAN_REALM_SWITCH);
            }
        }

        @Test
        void thenSingleUseAndObserveAreNot() {
            assertThat(warnings(client, Map.of("grace-period-seconds", 0))).isEmpty();
            assertThat(warnings(client, Map.of("enforcement", "observe"))).containsExactly(Warning.OBSERVING);
        }
    }

    @Test
    void givenSeveralThenAllAreTold() {
        ClientFacts client = new ClientFacts(true, false, 60, true, true, false, false);
        assertThat(warnings(
                        client,
                        Map.of(
                                "grace-period-seconds", 61,
                                "rotation-interval-seconds", 61,
                                "enforcement", "observe")))
                .containsExactly(
                        Warning.GRACE_OUTLIVES_ACCESS_TOKEN,
                        Warning.LONG_GRACE_WITHOUT_BINDING,
                        Warning.INTERVAL_OUTLIVES_ACCESS_TOKEN,
                        Warning.OBSERVING,
                        Warning.DEPENDS_ON_REQUEST,
                        Warning.ROTATION_SUPPRESSED);
    }

    @ParameterizedTest
    @EnumSource
    void givenAWarningThenItHasANameForProgramsAndAMessageForPeople(Warning warning) {
        assertThat(warning.id()).matches("[a-z]+(-[a-z]+)*");
        assertThat(warning.message()).isNotBlank();
    }

    @Test
    void givenAPolicyForUsersWhomNobodyCanBeThenItIsWarnedOf() {
        assertThat(warnings(new ClientFacts(false, false, 300, false, false, false, true), Map.of()))
                .containsExactly(Warning.UNKNOWN_USERS);
        assertThat(warnings(CONFIDENTIAL, Map.of())).isEmpty();
    }
}
