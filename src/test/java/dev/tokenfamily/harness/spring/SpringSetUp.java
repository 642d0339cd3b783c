package dev.tokenfamily.harness.spring;

import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.ServerInside;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.RefreshTokenOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthenticatedPrincipalOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * What Spring Boot would do by itself where servers share sessions and a database, and two clocks; the rest is Spring Security's
 * default.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
@EnableWebMvc
@EnableWebSecurity
class SpringSetUp {

    static final String REGISTRATION = "keycloak";

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2Login(Customizer.withDefaults())
                .oauth2Client(Customizer.withDefaults())
                .build();
    }

    @Bean
    ClientRegistrationRepository registrations(App registered) {
        return new InMemoryClientRegistrationRepository(
                ClientRegistrations.fromIssuerLocation(registered.realm().toString())
                        .registrationId(REGISTRATION)
                        .clientId(registered.clientId())
                        .clientSecret(registered.secret())
                        .scope("openid")
                        .build());
    }

    @Bean
    OAuth2AuthorizedClientService tokens(ClientRegistrationRepository registrations, SpringStore store) {
        return new JdbcOAuth2AuthorizedClientService(new JdbcTemplate(store.tokens()), registrations);
    }

    @Bean
    MapSessionRepository sessions(SpringStore store) {
        return new MapSessionRepository(store.sessions());
    }

    @Bean
    OAuth2AuthorizedClientRepository tokensByUser(OAuth2AuthorizedClientService tokens) {
        return new AuthenticatedPrincipalOAuth2AuthorizedClientRepository(tokens);
    }

    /** Spring Security's own, here so that a test can set its clock. */
    @Bean
    RefreshTokenOAuth2AuthorizedClientProvider refreshes() {
        return new RefreshTokenOAuth2AuthorizedClientProvider();
    }

    /** By the server's clock, which tests move. */
    @Bean
    OidcIdTokenDecoderFactory idTokens(App registered) {
        OidcIdTokenDecoderFactory factory = new OidcIdTokenDecoderFactory();
        factory.setJwtValidatorFactory(registration -> {
            ServerInside server = new ServerInside(registered.realm());
            return token -> {
                OidcIdTokenValidator validator = new OidcIdTokenValidator(registration);
                validator.setClock(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(server.clockOffset())));
                return validator.validate(token);
            };
        });
        return factory;
    }
}
