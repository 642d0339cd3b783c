package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.storage.StorageId;

/** Which ids Keycloak can look up a user by. */
final class UserIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"f:abc", "f:", "f:a b"})
    void givenAnIdThatKeycloakFailsAtThenItIsNobodys(String id) {
        assertThatThrownBy(() -> new StorageId(id)).isInstanceOf(StringIndexOutOfBoundsException.class);
        assertThat(UserId.isPossible(id)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "f", "7f2a", "F:abc", "f:ldap:7f2a", "f::", "f::x", "f:a:b:c", " f:abc"})
    void givenAnIdThatKeycloakReadsThenItCanBeSomebodys(String id) {
        assertThat(new StorageId(id).getId()).isNotNull();
        assertThat(UserId.isPossible(id)).isTrue();
    }
}
