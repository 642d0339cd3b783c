package dev.tokenfamily.harness.spring;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.session.Session;

/**
 * What servers of one application share.
 *
 * @param tokens a database with the table of {@code JdbcOAuth2AuthorizedClientService}
 * @param sessions of users, by id: what a cache beside the servers would keep
 */
public record SpringStore(DataSource tokens, Map<String, Session> sessions) {

    /** An empty one. */
    public static SpringStore create() {
        DataSource tokens = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(
                        new ClassPathResource("org/springframework/security/oauth2/client/oauth2-client-schema.sql")),
                tokens);
        return new SpringStore(tokens, new ConcurrentHashMap<>());
    }
}
