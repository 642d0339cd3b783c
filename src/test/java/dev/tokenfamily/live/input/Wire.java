package dev.tokenfamily.live.input;

import dev.tokenfamily.harness.Http.Response;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 on one connection, byte by byte: client libraries refuse to send most of what is wrong. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 4 * 60_000; // as harness.Http

    private final URI server;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    Wire(URI server) {
        this.server = server;
    }

    /**
     * An answer.
     *
     * @param status 0 where there was none
     * @param headers by their names in lower case
     */
    record Reply(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** As what the harness knows. */
        Response answer(URI page) {
            return new Response(page, status, body, HttpHeaders.of(Map.of(), (name, value) -> true));
        }
    }

    /** On the connection of before, unless the server has closed it. */
    Reply send(Input input) {
        boolean reused = socket != null;
        try {
            return exchange(input);
        } catch (IOException e) {
            close();
            if (reused) { // between two requests, servers may close at any time
                return send(input);
            }
            return new Reply(0, Map.of(), "No answer: " + e.getMessage());
        }
    }

    private Reply exchange(Input input) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(input.wire(server.getAuthority()));
        } catch (IOException e) {
            return read(input); // it may have answered before it closed
        }
        return read(input);
    }

    private Reply read(Input input) throws IOException {
        String[] statusLine = line().split(" ", 3);
        int status = Integer.parseInt(statusLine[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        boolean empty = input.method().equals("HEAD") || status == 204 || status == 304;
        Reply reply = new Reply(status, headers, empty ? "" : body(headers));
        boolean delimited = empty || headers.containsKey("content-length") || headers.containsKey("transfer-encoding");
        if (!delimited || reply.header("connection").equalsIgnoreCase("close")) {
            close();
        }
        return reply;
    }

    private String body(Map<String, String> headers) throws IOException {
        byte[] bytes;
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            bytes = chunks();
        } else if (headers.containsKey("content-length")) {
            bytes = in.readNBytes(Integer.parseInt(headers.get("content-length")));
        } else {
            bytes = in.readAllBytes();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int length;
        do {
            length = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
            all.write(in.readNBytes(length));
            line();
        } while (length > 0);
        return all.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
