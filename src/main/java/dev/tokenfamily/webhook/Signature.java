package dev.tokenfamily.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How messages are signed: the symmetric scheme of Standard Webhooks 1.0, {@code v1}. */
public final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private static final String PREFIX = "whsec_";

    private static final int SHORTEST = 24;

    private static final int LONGEST = 64;

    private Signature() {}

    /** A secret that can sign. It has no {@code toString} of its own that tells it. */
    public static final class Key {

        private final byte[] bytes;

        private Key(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * The key in an entry of the vault: {@code whsec_} and the base64 of 24 to 64 bytes, with white space around it. Empty for anything
     * else: a vault has other secrets too, and what is signed by them could be used to guess them.
     */
    public static Optional<Key> key(String entry) {
        String text = entry.strip();
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            return bytes.length < SHORTEST || bytes.length > LONGEST ? Optional.empty() : Optional.of(new Key(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The value of the header {@code webhook-signature}: a signature by each key.
     *
     * @param id the value of {@code webhook-id}
     * @param timestamp the value of {@code webhook-timestamp}, in epoch seconds
     */
    public static String header(String id, long timestamp, String body, List<Key> keys) {
        byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(hmac(key, signed)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(Key key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes, ALGORITHM));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
