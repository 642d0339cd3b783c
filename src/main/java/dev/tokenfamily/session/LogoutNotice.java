package dev.tokenfamily.session;

import dev.tokenfamily.log.LogField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.entity.UrlEncodedFormEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.message.BasicNameValuePair;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;

/** One client that is to be told of one ended session. */
record LogoutNotice(String clientId, String url, String logoutToken) {

    private static final Logger LOG = Logger.getLogger(LogoutNotice.class);

    /** For the whole exchange: a client that answers a byte at a time is never silent for long. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** Returns when it is answered, or at the deadline. */
    void send(CloseableHttpClient http, Duration deadline) {
        try {
            HttpPost post = new HttpPost(url);
            post.setEntity(new UrlEncodedFormEntity(
                    List.of(new BasicNameValuePair(OAuth2Constants.LOGOUT_TOKEN, logoutToken)),
                    StandardCharsets.UTF_8));
            int status = status(http, post, deadline);
            LOG.debugf("Client %s answered its back-channel logout with %d", clientId, status);
        } catch (IOException | IllegalArgumentException e) { // unreachable, or not a URL
            LOG.warnf(e, "Client %s could not be told of a back-channel logout", LogField.of(clientId));
        }
    }

    private static int status(CloseableHttpClient http, HttpPost post, Duration deadline) throws IOException {
        CompletableFuture<Void> atDeadline = CompletableFuture.runAsync(
                post::abort, CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS));
        try (CloseableHttpResponse response = http.execute(post)) {
            return response.getStatusLine().getStatusCode();
        } finally {
            atDeadline.cancel(false);
        }
    }
}
