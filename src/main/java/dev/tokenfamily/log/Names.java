package dev.tokenfamily.log;

/**
 * What people call those whom a line of the log is about, beside their ids. Names are chosen by others, and change.
 *
 * @param realm name of the realm
 * @param clientId the {@code client_id}
 * @param username of the user
 */
public record Names(String realm, String clientId, String username) {

    /** Fields of a line, for its end: a space before each. */
    public String fields() {
        return " realm_name=" + LogField.of(realm) + " client_id=" + LogField.of(clientId) + " username="
                + LogField.of(username);
    }
}
