package dev.tokenfamily.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of all that it is given, one after the other. */
public final class Digest {

    private final MessageDigest digest;

    private Digest(String algorithm) {
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By SHA-256, of nothing yet. */
    public static Digest sha256() {
        return new Digest("SHA-256");
    }

    /** By SHA-1, which registries of Maven ask for. */
    public static Digest sha1() {
        return new Digest("SHA-1");
    }

    /** By MD5, which registries of Maven ask for. */
    public static Digest md5() {
        return new Digest("MD5");
    }

    /** Takes in what is in a file. */
    public Digest and(Path file) throws IOException {
        digest.update(Files.readAllBytes(file));
        return this;
    }

    /** Takes in a text, as UTF-8. */
    public Digest and(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** In lower-case hexadecimal. It begins with nothing again after that. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
