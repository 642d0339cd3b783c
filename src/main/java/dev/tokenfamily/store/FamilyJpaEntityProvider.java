package dev.tokenfamily.store;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** Adds our tables to Keycloak's database. */
final class FamilyJpaEntityProvider implements JpaEntityProvider {

    @Override
    public List<Class<?>> getEntities() {
        return List.of(FamilyEntity.class, IncidentEntity.class, StatisticEntity.class, UsersEntity.class);
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/token-family-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return FamilyJpaEntityProviderFactory.ID;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
