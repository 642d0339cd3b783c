package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.jpa.RealmAdapter;
import org.keycloak.models.jpa.entities.RequiredActionProviderEntity;

/** What a realm can ask of its users at a login. */
final class IncidentRequiredActionTest {

    private final RealmAdapter realm = StoredModels.realm("realm-id");

    private void registered(String alias, boolean enabled) {
        RequiredActionProviderEntity action = new RequiredActionProviderEntity();
        action.setId(alias);
        action.setAlias(alias);
        action.setEnabled(enabled);
        realm.getEntity().getRequiredActionProviders().add(action);
    }

    @Nested
    final class GivenTheActionsOfARealm {

        @Test
        void thenOneThatIsEnabledCanBeDone() {
            registered("UPDATE_PASSWORD", true);
            assertThat(IncidentRequiredAction.canBeDone("UPDATE_PASSWORD", realm))
                    .isTrue();
        }

        @Test
        void thenOneThatIsDisabledCannot() {
            registered("UPDATE_PASSWORD", false);
            registered("CONFIGURE_TOTP", true);
            assertThat(IncidentRequiredAction.canBeDone("UPDATE_PASSWORD", realm))
                    .isFalse();
        }

        @Test
        void thenOneThatIsNotThereCannot() {
            registered("CONFIGURE_TOTP", true);
            assertThat(IncidentRequiredAction.canBeDone("UPDATE_PASSWORD", realm))
                    .isFalse();
        }
    }
}
