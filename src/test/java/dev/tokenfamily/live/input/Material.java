package dev.tokenfamily.live.input;

import java.util.List;

/**
 * What bad input is made of.
 *
 * @param realm by its name
 * @param refreshTokens that were issued, by this realm or another; never sent whole
 * @param accessTokens likewise
 * @param links the keys of links in mails; likewise
 * @param signedTokens with odd claims, signed by the realm
 * @param signedForRevocation the same, each of a session of its own
 * @param signedLinks keys of links, likewise
 * @param secret of the confidential client {@code web}
 * @param admin the {@code Authorization} of an admin
 */
record Material(
        String realm,
        List<String> refreshTokens,
        List<String> accessTokens,
        List<String> links,
        List<String> signedTokens,
        List<String> signedForRevocation,
        List<String> signedLinks,
        String secret,
        String admin) {}
