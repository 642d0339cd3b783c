package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.util.JsonSerialization;

/** Why a client policy applies, in words. */
final class ConditionWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "any-client | {} | it is for every client",
                "client-access-type | {\"type\":[\"public\"]} | the client is public",
                "client-access-type | {\"type\":[\"public\",\"confidential\"]} | the client is public or confidential",
                "client-access-type | {\"type\":[\"public\"],\"is-negative-logic\":true} | it is not so that the client is public",
                "client-roles | {\"roles\":[\"a\",\"b\"],\"is-negative-logic\":false} | the client has the role a or b",
                "client-roles | {} | the client has the role (none is named)",
                "client-scopes | {\"type\":\"Default\",\"scopes\":[\"x\"]} | the client has the default scope x",
                "client-scopes | {\"type\":\"Optional\",\"scopes\":[\"x\"]} | the request has the scope x",
                "client-type | {\"protocol\":\"openid-connect\"} | the condition client-type says so (protocol: openid-connect)",
                "of-others | {} | the condition of-others says so",
                "of-others | [1] | the condition of-others says so"
            })
    void thenEachConditionIsAClause(String id, String configuration, String clause) throws JsonProcessingException {
        ClientPolicyConditionRepresentation condition = new ClientPolicyConditionRepresentation();
        condition.setConditionProviderId(id);
        condition.setConfiguration(JsonSerialization.mapper.readTree(configuration));
        assertThat(ConditionWords.of(condition)).isEqualTo(clause);
    }
}
