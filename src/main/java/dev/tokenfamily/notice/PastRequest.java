package dev.tokenfamily.notice;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;

/**
 * Stands for a request that is over. Keycloak asks the present one for its own address, and off a request's thread there is
 * none.
 */
final class PastRequest implements HttpRequest {

    private final URI base;

    private PastRequest(URI base) {
        this.base = base;
    }

    /**
     * A request to a server, without parameters, headers or cookies.
     *
     * @param base the server's base address, which it seems to have come to
     */
    static PastRequest of(URI base) {
        return new PastRequest(base);
    }

    @Override
    public String getHttpMethod() {
        return "POST";
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return new MultivaluedHashMap<>();
    }

    /** Has neither cookies nor languages, and answers null to whatever else it is asked. */
    @Override
    public HttpHeaders getHttpHeaders() {
        return answering(HttpHeaders.class, Map.of("getCookies", Map.of(), "getAcceptableLanguages", List.of()));
    }

    @Override
    public X509Certificate @Nullable [] getClientCertificateChain() {
        return null;
    }

    @Override
    public UriInfo getUri() {
        return answering(
                UriInfo.class,
                Map.of(
                        "getBaseUri",
                        base,
                        "getBaseUriBuilder",
                        UriBuilder.fromUri(base),
                        "getRequestUri",
                        base,
                        "getAbsolutePath",
                        base,
                        "getPath",
                        "",
                        "getQueryParameters",
                        new MultivaluedHashMap<>()));
    }

    @Override
    public boolean isProxyTrusted() {
        return false;
    }

    /** Answers null to whatever is not listed. */
    private static <T> T answering(Class<T> type, Map<String, ?> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
