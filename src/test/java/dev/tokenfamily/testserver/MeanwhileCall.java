package dev.tokenfamily.testserver;

import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.keycloak.models.KeycloakSession;

/** A request of somebody else, made and answered in the middle of another one. */
record MeanwhileCall(String method, URI uri, String type, String callerHeader, String caller, String body) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static MeanwhileCall in(KeycloakSession session) {
        MultivaluedMap<String, String> form =
                session.getContext().getHttpRequest().getDecodedFormParameters();
        return new MeanwhileCall(
                form.getFirst("test_method"),
                URI.create(form.getFirst("test_uri")),
                form.getFirst("test_type"),
                form.getFirst("test_caller_header"),
                form.getFirst("test_caller"),
                form.getFirst("test_body"));
    }

    /** Its answer must not be an error. */
    void make() {
        int status = answer().statusCode();
        if (status >= 400) {
            throw new IllegalStateException(method + " " + uri + " answered " + status);
        }
    }

    HttpResponse<String> answer() {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .header(callerHeader, caller)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
