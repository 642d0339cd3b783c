package dev.tokenfamily.harness.spring;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.RefreshTokenOAuth2AuthorizedClientProvider;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.servlet.DispatcherServlet;

/** A web application on Spring Security's {@code oauth2Login}, in a Tomcat of its own. */
public final class SpringApp implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();

    /** With what it shares with other servers of the same application. It reads ID tokens by the server's clock, which tests move. */
    public SpringApp(App registered, SpringStore store) throws LifecycleException {
        context.addBeanFactoryPostProcessor(beans -> {
            beans.registerSingleton("registered", registered);
            beans.registerSingleton("store", store);
        });
        context.register(SpringSetUp.class, SpringPage.class);
        tomcat.setBaseDir(System.getProperty("live.directory") + "/tomcat");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.addContext("", null)
                .addServletContainerInitializer(
                        (classes, servlets) -> {
                            context.setServletContext(servlets);
                            for (String filter :
                                    List.of("springSessionRepositoryFilter", "springSecurityFilterChain")) {
                                servlets.addFilter(filter, new DelegatingFilterProxy(filter, context))
                                        .addMappingForUrlPatterns(null, true, "/*");
                            }
                            servlets.addServlet("page", new DispatcherServlet(context))
                                    .addMapping("/");
                        },
                        null);
        tomcat.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/");
    }

    /** Judges by a clock that is so much ahead whether an access token has expired and a refresh is due. */
    public void ahead(Duration time) {
        context.getBean(RefreshTokenOAuth2AuthorizedClientProvider.class)
                .setClock(Clock.offset(Clock.systemUTC(), time));
    }

    /** The tokens that it keeps for this user. */
    public Tokens tokens(String userId) {
        OAuth2AuthorizedClient client = Objects.requireNonNull(
                context.getBean(OAuth2AuthorizedClientService.class)
                        .loadAuthorizedClient(SpringSetUp.REGISTRATION, userId),
                "no tokens");
        return new Tokens(
                client.getAccessToken().getTokenValue(),
                Objects.requireNonNull(client.getRefreshToken()).getTokenValue());
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        context.close();
    }
}
