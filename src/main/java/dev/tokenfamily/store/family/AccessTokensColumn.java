package dev.tokenfamily.store.family;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the named access tokens of a family stand in their column, oldest first, with blanks between: {@code <jti>@<exp>}, or,
 * since Keycloak's ids end with a UUID, {@code <rest of the jti>~<UUID in 22 characters><exp to the base 36>}.
 */
final class AccessTokensColumn {

    /** The width of the column. */
    static final int WIDTH = 2000;

    private static final int RADIX = 36;
    private static final int SHORT_UUID = 22;

    private static final Pattern ENDING_WITH_UUID =
            Pattern.compile("(.*)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private static final Pattern PLAIN = Pattern.compile("(.*)@([0-9]+)");

    /** Some token's id and another's would be read where this stands in one, or a database would fail. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Cntrl}]");

    private AccessTokensColumn() {}

    /** Those access tokens, of which as many have names as the column holds. */
    static AccessTokens fitting(AccessTokens accessTokens) {
        int most = accessTokens.tokens().size();
        while (most > 0 && !fits(accessTokens.newest(most).tokens())) {
            most--;
        }
        return accessTokens.newest(most);
    }

    private static boolean fits(List<AccessToken> tokens) {
        return text(tokens).length() <= WIDTH
                && tokens.stream()
                        .noneMatch(t -> BETWEEN.matcher(t.tokenId()).find()
                                || t.tokenId().isEmpty());
    }

    /** What the column holds of these tokens, that is, of those that {@linkplain #fitting fit}; null for none. */
    static @Nullable String write(AccessTokens accessTokens) {
        String text = text(fitting(accessTokens).tokens());
        return text.isEmpty() ? null : text;
    }

    private static String text(List<AccessToken> tokens) {
        return tokens.stream().map(AccessTokensColumn::text).collect(Collectors.joining(" "));
    }

    private static String text(AccessToken token) {
        Matcher keycloaks = ENDING_WITH_UUID.matcher(token.tokenId());
        return keycloaks.matches()
                ? keycloaks.group(1) + "~" + shortened(keycloaks.group(2)) + Long.toString(token.expiresAt(), RADIX)
                : token.tokenId() + "@" + token.expiresAt();
    }

    private static String shortened(String text) {
        UUID uuid = UUID.fromString(text);
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static AccessTokens read(@Nullable String column, long unnamedUntil) {
        List<AccessToken> named = column == null
                ? List.of()
                : Arrays.stream(column.split(" ", -1))
                        .map(AccessTokensColumn::readToken)
                        .toList();
        return new AccessTokens(named, unnamedUntil);
    }

    private static AccessToken readToken(String text) {
        Matcher plain = PLAIN.matcher(text);
        if (plain.matches()) {
            return new AccessToken(plain.group(1), Long.parseLong(plain.group(2)));
        }
        int uuid = text.lastIndexOf('~') + 1;
        int expiry = uuid + SHORT_UUID;
        return new AccessToken(
                text.substring(0, uuid - 1) + uuid(text.substring(uuid, expiry)),
                Long.parseLong(text.substring(expiry), RADIX));
    }

    private static UUID uuid(String shortened) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(shortened));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
