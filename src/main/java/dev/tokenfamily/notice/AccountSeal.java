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

    /** Of the user of an incident, as things are now. */
    static String of(String incidentId, UserModel user) {
        return of(
                incidentId,
                user.getEmail(),
                user.credentialManager().getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE));
    }

    /** When a password was set tells one from another; the hash of it changes with the realm's policy too. */
    static String of(String incidentId, @Nullable String email, Stream<CredentialModel> passwords) {
        String set = passwords
                .map(password -> password.getId() + " " + password.getCreatedDate())
                .sorted()
                .collect(Collectors.joining("\n"));
        return hash(incidentId + "\n" + Objects.requireNonNullElse(email, "") + "\n" + set);
    }

    /** Whether it is still the one of that link. */
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
