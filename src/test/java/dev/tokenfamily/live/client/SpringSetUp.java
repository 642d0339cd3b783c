package dev.tokenfamily.live.client;

import dev.tokenfamily.harness.realm.App;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
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
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** What Spring Boot would do by itself, and two clocks; the rest is Spring Security's default. */
@Configuration(proxyBeanMethods = false)
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
    OAuth2AuthorizedClientService tokens(ClientRegistrationRepository registrations) {
        return new InMemoryOAuth2AuthorizedClientService(registrations);
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
    OidcIdTokenDecoderFactory idTokens(Clock clock) {
        OidcIdTokenDecoderFactory factory = new OidcIdTokenDecoderFactory();
        factory.setJwtValidatorFactory(registration -> {
            OidcIdTokenValidator validator = new OidcIdTokenValidator(registration);
            validator.setClock(clock);
            return validator;
        });
        return factory;
    }
}
