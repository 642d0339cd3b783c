package dev.tokenfamily.load.lived;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * An id that stands for another one in its copies: a UUID made of both, the same in SQL and here, so that nobody keeps it.
 *
 * @param original that a server has given, such as {@code onrtro:<UUID>}; what precedes the last colon stays
 */
record CopiedId(String original) {

    /** In the copy with that number. */
    String of(int number) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(
                    MessageDigest.getInstance("MD5").digest((original + number).getBytes(StandardCharsets.UTF_8)));
            return prefix() + new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as an SQL expression, of an expression for the number. */
    String sql(String number) {
        return "'" + prefix() + "' || md5('" + original + "' || " + number + ")::uuid";
    }

    private String prefix() {
        return original.substring(0, original.lastIndexOf(':') + 1);
    }
}
