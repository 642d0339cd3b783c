package dev.tokenfamily.store;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the access tokens of a family stand in their column: {@code <jti>@<exp>}, oldest first, with blanks between. */
final class AccessTokensColumn {

    /** The width of the column. */
    static final int WIDTH = 2000;

    private AccessTokensColumn() {}

    static @Nullable String write(AccessTokens accessTokens) {
        List<AccessToken> tokens = accessTokens.tokens();
        String text =
                tokens.stream().map(t -> t.tokenId() + "@" + t.expiresAt()).collect(Collectors.joining(" "));
        if (text.length() > WIDTH) {
            return write(new AccessTokens(tokens.subList(1, tokens.size())));
        }
        return text.isEmpty() ? null : text;
    }

    static AccessTokens read(@Nullable String column) {
        if (column == null) {
            return AccessTokens.NONE;
        }
        return new AccessTokens(Arrays.stream(column.split(" ", -1))
                .map(AccessTokensColumn::readToken)
                .toList());
    }

    private static AccessToken readToken(String text) {
        int at = text.lastIndexOf('@');
        return new AccessToken(text.substring(0, at), Long.parseLong(text.substring(at + 1)));
    }
}
