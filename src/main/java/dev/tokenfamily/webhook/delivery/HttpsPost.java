package dev.tokenfamily.webhook.delivery;

import dev.tokenfamily.background.DaemonThreads;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.DnsResolver;
import org.apache.http.conn.HttpHostConnectException;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.ssl.DefaultHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.conn.util.PublicSuffixMatcherLoader;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.BasicHttpClientConnectionManager;
import org.jboss.logging.Logger;

/**
 * Posts something by HTTPS, once: to an address of the resolver and by no proxy, on a connection of its own, without following a
 * redirect, and without reading more of the answer than its status and headers. Names of certificates are always verified, whatever
 * Keycloak is told for its own requests.
 */
final class HttpsPost implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(HttpsPost.class);

    private static final int CONNECT_MILLIS = 3000;
    /** Java waits for as long once more when it closes a TLS connection. */
    private static final int SILENCE_MILLIS = 4000;

    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 100;

    /** Shorter than the deadline of an errand, so that its thread is free before. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Duration deadline;
    private final ScheduledExecutorService clock = DaemonThreads.scheduled("token-family-webhook-deadline");

    /**
     * Posts within that time.
     *
     * @param deadline for all of one post but looking up the name
     */
    HttpsPost(Duration deadline) {
        this.deadline = deadline;
    }

    /** A post that was not answered; the message says why, in words for whoever has configured it. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The status of the answer.
     *
     * @param trusted what certificates are trusted
     * @param headers besides those of HTTP itself
     */
    int send(String url, SSLContext trusted, DnsResolver resolver, Map<String, String> headers, byte[] body)
            throws Failed {
        HttpPost post = new HttpPost(url);
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(body));
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> atDeadline = clock.schedule(
                () -> {
                    late.set(true);
                    post.abort();
                },
                deadline.toMillis(),
                TimeUnit.MILLISECONDS);
        try (CloseableHttpClient client = client(trusted, resolver);
                CloseableHttpResponse answer = client.execute(post)) {
            return answer.getStatusLine().getStatusCode();
        } catch (IOException e) {
            LOG.debug("A webhook was not delivered", e);
            throw new Failed(late.get() ? tooLong() : reason(e), e);
        } finally {
            atDeadline.cancel(false);
        }
    }

    private static CloseableHttpClient client(SSLContext trusted, DnsResolver resolver) {
        Registry<ConnectionSocketFactory> httpsAlone = RegistryBuilder.<ConnectionSocketFactory>create()
                .register(
                        "https",
                        new SSLConnectionSocketFactory(
                                trusted, new DefaultHostnameVerifier(PublicSuffixMatcherLoader.getDefault())))
                .build();
        BasicHttpClientConnectionManager connections =
                new BasicHttpClientConnectionManager(httpsAlone, null, null, resolver);
        connections.setConnectionConfig(ConnectionConfig.custom()
                .setMessageConstraints(MessageConstraints.custom()
                        .setMaxLineLength(LONGEST_LINE)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build())
                .build());
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setSocketTimeout(SILENCE_MILLIS)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    /** None that tells what is inside: whether a port is closed or silent there is nobody's business. */
    private static String reason(IOException e) {
        if (e instanceof CheckedAddresses.Refused refused) {
            return refused.getMessage();
        }
        if (e instanceof UnknownHostException) {
            return "The host has no address";
        }
        if (e instanceof SSLException) {
            return "The certificate of the host is not trusted, or is not for that name";
        }
        if (e instanceof SocketTimeoutException || e instanceof HttpHostConnectException) {
            return "The host does not answer";
        }
        return "The connection to the host failed";
    }

    private String tooLong() {
        return "The host took longer than %d s".formatted(deadline.toSeconds());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
