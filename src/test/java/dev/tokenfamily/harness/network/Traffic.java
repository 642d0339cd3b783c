package dev.tokenfamily.harness.network;

/**
 * The refreshes that came by.
 *
 * @param sent by the application, and forwarded to Keycloak
 * @param granted whose answer was 200, and reached the application
 * @param refused whose answer was another one, and reached the application
 * @param unanswered whose answer was lost
 */
public record Traffic(int sent, int granted, int refused, int unanswered) {

    public static final Traffic NONE = new Traffic(0, 0, 0, 0);

    public Traffic plus(Traffic more) {
        return new Traffic(
                sent + more.sent, granted + more.granted, refused + more.refused, unanswered + more.unanswered);
    }

    public Traffic since(Traffic earlier) {
        return new Traffic(
                sent - earlier.sent,
                granted - earlier.granted,
                refused - earlier.refused,
                unanswered - earlier.unanswered);
    }
}
