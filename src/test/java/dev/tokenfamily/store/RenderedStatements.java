package dev.tokenfamily.store;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.family.FamilyEntity;
import dev.tokenfamily.store.family.FamilyRequests;
import dev.tokenfamily.store.family.OwnedRow;
import dev.tokenfamily.store.history.EndEntity;
import dev.tokenfamily.store.incident.IncidentEntity;
import dev.tokenfamily.store.incident.IncidentRequests;
import dev.tokenfamily.store.statistic.StatisticEntity;
import dev.tokenfamily.store.statistic.StatisticRequests;
import dev.tokenfamily.store.statistic.UsersEntity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.SelectionQuery;
import org.keycloak.models.jpa.entities.AuthenticationExecutionEntity;
import org.keycloak.models.jpa.entities.AuthenticationFlowEntity;
import org.keycloak.models.jpa.entities.AuthenticatorConfigEntity;
import org.keycloak.models.jpa.entities.ClientAttributeEntity;
import org.keycloak.models.jpa.entities.ClientEntity;
import org.keycloak.models.jpa.entities.ClientScopeAttributeEntity;
import org.keycloak.models.jpa.entities.ClientScopeEntity;
import org.keycloak.models.jpa.entities.ComponentConfigEntity;
import org.keycloak.models.jpa.entities.ComponentEntity;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.FederatedIdentityEntity;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;
import org.keycloak.models.jpa.entities.ProtocolMapperEntity;
import org.keycloak.models.jpa.entities.RealmAttributeEntity;
import org.keycloak.models.jpa.entities.RealmEntity;
import org.keycloak.models.jpa.entities.RealmLocalizationTextsEntity;
import org.keycloak.models.jpa.entities.RequiredActionProviderEntity;
import org.keycloak.models.jpa.entities.RequiredCredentialEntity;
import org.keycloak.models.jpa.entities.UserAttributeEntity;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.jpa.entities.UserFederationMapperEntity;
import org.keycloak.models.jpa.entities.UserFederationProviderEntity;
import org.keycloak.models.jpa.entities.UserRequiredActionEntity;
import org.keycloak.models.jpa.session.PersistentClientSessionEntity;
import org.keycloak.models.jpa.session.PersistentUserSessionEntity;

/** What Keycloak's Hibernate sends to one product for every statement, and what we send by ourselves, without the product. */
public final class RenderedStatements implements AutoCloseable {

    private static final Path HQL = Path.of("src/test/resources/statements.hql");
    private static final String FIRST = "first ";
    private static final Pattern PARAMETER = Pattern.compile("(?<!\\w):(\\w+)");

    /** As many as {@link OwnerRemoval} has in one statement, more than Oracle takes in one list. */
    private static final List<String> IDS =
            IntStream.range(0, 1_001).mapToObj(n -> "id" + n).toList();

    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("reason", RevocationReason.REUSE),
            Map.entry("answer", Answer.NOT_ME),
            Map.entry("replaced", Answer.ME),
            Map.entry("state", IncidentState.DISMISSED),
            Map.entry("open", IncidentState.OPEN),
            Map.entry("confirmed", IncidentState.CONFIRMED),
            Map.entry("status", OutboxEntryStatus.DEAD_LETTER),
            Map.entry("offline", true),
            Map.entry("endless", true),
            Map.entry("bucket", 1),
            Map.entry("times", 1),
            Map.entry("most", 1),
            Map.entry("since", Instant.EPOCH),
            Map.entry("due", Instant.EPOCH),
            Map.entry("ids", IDS),
            Map.entry("owners", IDS),
            Map.entry("incidents", IDS));

    private static final List<String> NUMBERS = List.of(
            "now",
            "at",
            "began",
            "keepUntil",
            "unnamedUntil",
            "until",
            "headIssuedAt",
            "next",
            "oldest",
            "more",
            "day",
            "from",
            "before",
            "after",
            "latest",
            "usedSince",
            "usedAt",
            "usedAfter",
            "startedAfter",
            "to",
            "last");

    private final RecordingConnections connections = new RecordingConnections();
    private final StandardServiceRegistry registry;
    private final SessionFactoryImplementor hibernate;
    private final Dialect dialect;

    public RenderedStatements(Product.Version version) {
        dialect = version.dialect();
        registry = new StandardServiceRegistryBuilder()
                .applySetting("hibernate.dialect", dialect)
                .applySetting("hibernate.boot.allow_jdbc_metadata_access", false)
                .applySetting("hibernate.connection.provider_class", connections)
                .applySetting("hibernate.query.startup_check", false)
                .applySetting("hibernate.query.in_clause_parameter_padding", true) // as in Keycloak
                .build();
        hibernate = new MetadataSources(registry)
                .addAnnotatedClass(FamilyEntity.class)
                .addAnnotatedClass(IncidentEntity.class)
                .addAnnotatedClass(EndEntity.class)
                .addAnnotatedClass(StatisticEntity.class)
                .addAnnotatedClass(UsersEntity.class)
                .addAnnotatedClass(OutboxEntryEntity.class)
                .addAnnotatedClass(AuthenticationExecutionEntity.class)
                .addAnnotatedClass(AuthenticationFlowEntity.class)
                .addAnnotatedClass(AuthenticatorConfigEntity.class)
                .addAnnotatedClass(ClientAttributeEntity.class)
                .addAnnotatedClass(ClientEntity.class)
                .addAnnotatedClass(ClientScopeEntity.class)
                .addAnnotatedClass(ClientScopeAttributeEntity.class)
                .addAnnotatedClass(ComponentConfigEntity.class)
                .addAnnotatedClass(ComponentEntity.class)
                .addAnnotatedClass(ProtocolMapperEntity.class)
                .addAnnotatedClass(RealmAttributeEntity.class)
                .addAnnotatedClass(RealmEntity.class)
                .addAnnotatedClass(RealmLocalizationTextsEntity.class)
                .addAnnotatedClass(RequiredActionProviderEntity.class)
                .addAnnotatedClass(RequiredCredentialEntity.class)
                .addAnnotatedClass(UserFederationMapperEntity.class)
                .addAnnotatedClass(UserFederationProviderEntity.class)
                .addAnnotatedClass(UserEntity.class)
                .addAnnotatedClass(UserAttributeEntity.class)
                .addAnnotatedClass(UserRequiredActionEntity.class)
                .addAnnotatedClass(CredentialEntity.class)
                .addAnnotatedClass(FederatedIdentityEntity.class)
                .addAnnotatedClass(PersistentUserSessionEntity.class)
                .addAnnotatedClass(PersistentClientSessionEntity.class)
                .addAnnotatedClass(UserEntity.class)
                .addAnnotatedClass(UserAttributeEntity.class)
                .addAnnotatedClass(UserRequiredActionEntity.class)
                .addAnnotatedClass(CredentialEntity.class)
                .addAnnotatedClass(FederatedIdentityEntity.class)
                .buildMetadata()
                .buildSessionFactory()
                .unwrap(SessionFactoryImplementor.class);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Those of the file, with the clock as it is for this product. */
    List<String> hql() throws IOException {
        String now = DatabaseClock.hql(dialect);
        return inFile().stream()
                .map(line -> line.replace("{exactly}", now + ", extract(second from instant)")
                        .replace("{now}", now))
                .toList();
    }

    static List<String> inFile() throws IOException {
        return Files.readAllLines(HQL).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** In the order in which they are sent: one, as a rule. */
    public List<String> rendered(String statement) {
        try (Session session = hibernate.openSession()) {
            session.beginTransaction();
            boolean first = statement.startsWith(FIRST);
            String hql = first ? statement.substring(FIRST.length()) : statement;
            if (hql.startsWith("select")) {
                SelectionQuery<Object> query = bound(session.createSelectionQuery(hql, Object.class), hql);
                (first ? query.setFirstResult(20).setMaxResults(10) : query).getResultList();
            } else {
                bound(session.createMutationQuery(hql), hql).executeUpdate();
            }
            return connections.taken();
        }
    }

    private static <Q extends CommonQueryContract> Q bound(Q query, String hql) {
        for (MatchResult parameter : PARAMETER.matcher(hql).results().toList()) {
            String name = parameter.group(1);
            Object value = NUMBERS.contains(name) ? (Object) 1L : VALUES.getOrDefault(name, "text");
            query.setParameter(name, name.equals("offline") && hql.contains(" Persistent") ? "1" : value);
        }
        return query;
    }

    /** What is sent for an entity without a query. */
    List<String> ofEntities(Family family, Incident incident) {
        try (Session session = hibernate.openSession()) {
            session.beginTransaction();
            FamilyRequests.find(session, family);
            IncidentRequests.find(
                    session, new OwnedRow.Key(family.id(), family.owner().realmId()));
            StatisticRequests.find(session);
            FamilyRequests.persist(session, family);
            IncidentRequests.persist(session, incident);
            StatisticRequests.persistAndChange(session);
            return connections.taken();
        }
    }

    /** In SQL of our own, as it comes to the driver. */
    List<String> ofOurOwn(Family family, GraceTerms terms) throws SQLException {
        Connection connection = connections.getConnection();
        FamilyRequests.runInSql(hibernate, connection, family, terms);
        IncidentRequests.runInSql(hibernate, connection, family.owner(), family.id());
        return connections.taken();
    }

    @Override
    public void close() {
        hibernate.close();
        StandardServiceRegistryBuilder.destroy(registry);
    }
}
