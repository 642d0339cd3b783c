package dev.tokenfamily.live.refresh;

import dev.tokenfamily.harness.Http;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A form that somebody sends a byte at a time. */
final class SlowBody extends InputStream {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final byte[] form;
    private final long pauseMillis;
    private int sent;

    private SlowBody(byte[] form, long millis) {
        this.form = form;
        this.pauseMillis = Math.max(1, millis / form.length);
    }

    /** Begins to send it, so that it takes about so long. */
    static CompletableFuture<HttpResponse<String>> send(URI uri, Map<String, String> form, long millis) {
        byte[] body = Http.encode(form).getBytes(StandardCharsets.US_ASCII);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> new SlowBody(body, millis)), body.length))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    @Override
    public int read() throws IOException {
        if (sent == form.length) {
            return -1;
        }
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        return form[sent++];
    }

    /** No more than a byte at a time. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int next = read();
        if (next < 0) {
            return -1;
        }
        bytes[offset] = (byte) next;
        return 1;
    }
}
