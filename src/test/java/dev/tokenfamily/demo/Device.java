package dev.tokenfamily.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/**
 * A device that speaks to the token endpoint from an address of its own. Java's client cannot choose the address that it
 * speaks from before Java 19, so that this is HTTP/1.0 by hand.
 *
 * @param address one of this machine's, of the network 127.0.0.0/8. Linux has all of these; where there is only 127.0.0.1, that is taken
 * @param userAgent what it calls itself
 */
record Device(String address, String userAgent) {

    private static final InetAddress SERVER = InetAddress.getLoopbackAddress();
    private static final int ANY = 0;

    /** The body of the answer, whatever its status is. */
    JsonNode post(URI endpoint, Map<String, String> form) throws IOException {
        String body = Http.encode(form);
        String request = String.join(
                "\r\n",
                "POST " + endpoint.getPath() + " HTTP/1.0",
                "Host: " + endpoint.getAuthority(),
                "User-Agent: " + userAgent,
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + body.length(),
                "",
                body);
        try (Socket socket = connect(endpoint.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return JsonSerialization.mapper.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        }
    }

    private Socket connect(int port) throws IOException {
        try {
            return new Socket(SERVER, port, InetAddress.getByName(address), ANY);
        } catch (BindException noSuchAddress) {
            return new Socket(SERVER, port);
        }
    }
}
