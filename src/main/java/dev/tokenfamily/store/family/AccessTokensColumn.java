package dev.tokenfamily.store.family;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The named access tokens of a family as they stand in their column, oldest first, with blanks between: {@code <jti>@<exp>}, or,
 * since Keycloak's ids end with a UUID, {@code <rest of the jti>~<UUID in 22 characters><exp to the base 36>}.
 *
 * @param accessTokens of which as many have names as the column holds, the newest
 * @param text what the column holds; null for none
 */
record AccessTokensColumn(
        AccessTokens accessTokens, @Nullable String text) {

    /** The width of the column. */
    static final int WIDTH = 2000;

    private static final int RADIX = 36;
    private static final int SHORT_UUID = 22;
    private static final int LONG_UUID = 36;
    private static final char DELETE = 0x7f;

    private static final Pattern UUID_OF_KEYCLOAK =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** The column of a family with these. Each is put into words once: every rotation writes all of them. */
    static AccessTokensColumn of(AccessTokens accessTokens) {
        List<AccessToken> tokens = accessTokens.tokens();
        Deque<String> words = new ArrayDeque<>();
        int width = 0;
        for (int n = tokens.size() - 1; n >= 0 && canStandBesideOthers(tokens.get(n)); n--) {
            String word = word(tokens.get(n));
            width += (words.isEmpty() ? 0 : 1) + word.length();
            if (width > WIDTH) {
                break;
            }
            words.addFirst(word);
        }
        return new AccessTokensColumn(
                accessTokens.newest(words.size()), words.isEmpty() ? null : String.join(" ", words));
    }

    /** Some token's id and another's would be read where there is a blank in one, or a database would fail. */
    private static boolean canStandBesideOthers(AccessToken token) {
        String id = token.tokenId();
        for (int n = 0; n < id.length(); n++) {
            if (id.charAt(n) <= ' ' || id.charAt(n) == DELETE) {
                return false;
            }
        }
        return !id.isEmpty();
    }

    private static String word(AccessToken token) {
        String id = token.tokenId();
        int end = Math.max(0, id.length() - LONG_UUID);
        String uuid = id.substring(end);
        return UUID_OF_KEYCLOAK.matcher(uuid).matches()
                ? id.substring(0, end) + "~" + shortened(uuid) + Long.toString(token.expiresAt(), RADIX)
                : id + "@" + token.expiresAt();
    }

    private static String shortened(String text) {
        UUID uuid = UUID.fromString(text);
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What {@link #of} has written, or an older version. */
    static AccessTokens read(@Nullable String column, long unnamedUntil) {
        List<AccessToken> named = column == null
                ? List.of()
                : Arrays.stream(column.split(" ", -1))
                        .map(AccessTokensColumn::readToken)
                        .toList();
        return new AccessTokens(named, unnamedUntil);
    }

    /** Neither sign stands in what comes after it, so that the last of them is the one that counts. */
    private static AccessToken readToken(String word) {
        int at = word.lastIndexOf('@');
        int tilde = word.lastIndexOf('~');
        if (at > tilde) {
            return new AccessToken(word.substring(0, at), Long.parseLong(word.substring(at + 1)));
        }
        int expiry = tilde + 1 + SHORT_UUID;
        return new AccessToken(
                word.substring(0, tilde) + uuid(word.substring(tilde + 1, expiry)),
                Long.parseLong(word.substring(expiry), RADIX));
    }

    private static UUID uuid(String shortened) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(shortened));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
