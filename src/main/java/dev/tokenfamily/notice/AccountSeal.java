package dev.tokenfamily.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * An account at the moment at which a link was made for it: with this mail address and this password. Another one of either
 * breaks the seal. It tells neither.
 */
final class AccountSeal {

    private AccountSeal() {}

    /** The seal for an incident's user, of the account as it is now: 43 characters of base64url. */
    static String of(String incidentId, UserModel user) {
        return of(
                incidentId,
                user.getEmail(),
                user.credentialManager().getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE));
    }

    /**
     * The seal for an incident, of an account with these properties. When a password was set tells one from another; the hash
     * of
     * it changes with the realm's policy too.
     *
     * @param email null where the account has no address
     * @param passwords none where a user directory keeps the password
     */
    static String of(String incidentId, @Nullable String email, Stream<CredentialModel> passwords) {
        String set = passwords
                .map(password -> password.getId() + " " + password.getCreatedDate())
                .sorted()
                .collect(Collectors.joining("\n"));
        return hash(incidentId + "\n" + Objects.requireNonNullElse(email, "") + "\n" + set);
    }

    /** Whether the account has still the mail address and the password with which the seal was made for that incident. */
    static boolean isWhole(String seal, String incidentId, UserModel user) {
        return MessageDigest.isEqual(
                seal.getBytes(StandardCharsets.US_ASCII), of(incidentId, user).getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }
}
