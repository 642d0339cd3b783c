package dev.tokenfamily.store;

import dev.tokenfamily.store.database.DatabaseCheck;
import dev.tokenfamily.store.family.FamilyEntity;
import dev.tokenfamily.store.history.EndEntity;
import dev.tokenfamily.store.incident.IncidentEntity;
import dev.tokenfamily.store.statistic.StatisticEntity;
import dev.tokenfamily.store.statistic.UsersEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.models.KeycloakSession;

/** Adds our tables to Keycloak's database. */
public final class FamilyJpaEntityProvider implements JpaEntityProvider {

    /** The id of its factory, whose first ten letters name the table of Liquibase's bookkeeping. */
    public static final String ID = "token-family";

    private final @Nullable KeycloakSession session;

    /**
     * Checks the database of that session ({@link DatabaseCheck}); without one, as {@code kc.sh build} asks, it only knows the
     * entities.
     */
    public FamilyJpaEntityProvider(@Nullable KeycloakSession session) {
        this.session = session;
    }

    @Override
    public List<Class<?>> getEntities() {
        return List.of(
                FamilyEntity.class, IncidentEntity.class, EndEntity.class, StatisticEntity.class, UsersEntity.class);
    }

    /** Asked for at each start, before the tables are made or compared. */
    @Override
    public String getChangelogLocation() {
        if (session != null) {
            new DatabaseCheck(session).run();
        }
        return "META-INF/token-family-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return ID;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
