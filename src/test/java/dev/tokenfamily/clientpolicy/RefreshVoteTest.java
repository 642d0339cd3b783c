package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tokenfamily.StoredModels;
import dev.tokenfamily.clientpolicy.ConditionVotes.RefreshVote;
import jakarta.ws.rs.core.MultivaluedHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.jpa.ClientAdapter;
import org.keycloak.services.clientpolicy.ClientPolicyVote;
import org.keycloak.services.clientpolicy.condition.ClientProtocolCondition;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterContextCondition;
import org.keycloak.services.clientpolicy.context.TokenRefreshContext;

/** The vote of a condition of Keycloak's on a refresh, and its opposite. */
final class RefreshVoteTest {

    private static TokenRefreshContext refresh() {
        ClientAdapter client = StoredModels.client(StoredModels.realm("realm"), "c-1", "shop");
        client.getEntity().setProtocol("openid-connect");
        return new TokenRefreshContext(new MultivaluedHashMap<>(), client, "");
    }

    @Nested
    final class GivenAConditionOnTheProtocol {

        @ParameterizedTest
        @CsvSource({"openid-connect, false, YES", "saml, false, NO", "openid-connect, true, NO", "saml, true, YES"})
        void thenItsNegationVotesTheOppositeWay(String protocol, boolean negative, ClientPolicyVote vote) {
            ClientProtocolCondition.Configuration configuration = new ClientProtocolCondition.Configuration(protocol);
            configuration.setNegativeLogic(negative);
            ClientProtocolCondition condition = new ClientProtocolCondition(null);
            condition.setupConfiguration(configuration);

            assertThat(RefreshVote.ask(condition, refresh())).isEqualTo(vote);
        }
    }

    @Nested
    final class GivenAConditionThatRefreshesDoNotConcern {

        @ParameterizedTest
        @CsvSource({"false", "true"})
        void thenItAbstainsAndSoDoesItsNegation(boolean negative) {
            ClientUpdaterContextCondition.Configuration configuration =
                    new ClientUpdaterContextCondition.Configuration();
            configuration.setNegativeLogic(negative);
            ClientUpdaterContextCondition condition = new ClientUpdaterContextCondition(null);
            condition.setupConfiguration(configuration);

            assertThat(RefreshVote.ask(condition, refresh())).isEqualTo(ClientPolicyVote.ABSTAIN);
        }
    }

    @Nested
    final class GivenAConditionThatFails {

        @Test
        void thenTheFailureNamesIt() {
            ClientUpdaterContextCondition notSetUp = new ClientUpdaterContextCondition(null);

            assertThatIllegalStateException()
                    .isThrownBy(() -> RefreshVote.ask(notSetUp, refresh()))
                    .withMessageContaining("ClientUpdaterContextCondition");
        }
    }
}
