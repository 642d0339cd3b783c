package dev.tokenfamily.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of the executor's configuration: name, default and the values that each allows. */
public enum PolicyKey {
    ROTATION("rotation", new OneOf(Rotation.ON_USE, Rotation.OFF)),
    ROTATION_INTERVAL("rotation-interval-seconds", new Whole(0, Integer.MAX_VALUE, 0)),
    EXEMPT_SENDER_CONSTRAINED("exempt-sender-constrained", new TrueOrFalse(false)),
    GRACE_PERIOD("grace-period-seconds", new Whole(0, PolicyKey.LONGEST_GRACE, 10)),
    GRACE_MAX_RETRIES("grace-max-retries", new Whole(0, Integer.MAX_VALUE, 0)),
    GRACE_BINDING("grace-binding", new OneOf(GraceBinding.NONE, GraceBinding.IP_ADDRESS)),
    ABSOLUTE_LIFETIME("absolute-lifetime-seconds", new Whole(0, Integer.MAX_VALUE, 0)),
    INACTIVITY_LIFETIME("inactivity-lifetime-seconds", new Whole(0, Integer.MAX_VALUE, 0)),
    REVOCATION_SCOPE(
            "revocation-scope",
            new OneOf(
                    RevocationScope.FAMILY,
                    RevocationScope.CLIENT_SESSION,
                    RevocationScope.USER_SESSION,
                    RevocationScope.USER)),
    ENFORCEMENT("enforcement", new OneOf(Enforcement.ENFORCE, Enforcement.OBSERVE)),
    REVOKE_ON_CREDENTIAL_CHANGE("revoke-on-credential-change", new TrueOrFalse(false));

    /** The longest grace period, in seconds: a day. */
    static final int LONGEST_GRACE = 86_400;

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // the checker cannot see that List.of() is
    private final ValueType type;

    PolicyKey(String text, ValueType type) {
        this.text = text;
        this.type = type;
    }

    /** How the key is written in the configuration. */
    public String text() {
        return text;
    }

    /** The values it allows. */
    public ValueType type() {
        return type;
    }

    static Optional<PolicyKey> named(String text) {
        return Arrays.stream(values()).filter(k -> k.text.equals(text)).findFirst();
    }

    /** What values a key allows, and which it has where none is given. */
    public sealed interface ValueType {

        /** The value where none is given, as text. */
        String defaultText();

        /** The range, as it reads in "must be …". */
        String range();
    }

    /**
     * One of a list; the first is the default.
     *
     * @param choices at least one
     */
    public record OneOf(List<Choice> choices) implements ValueType {

        OneOf(Choice... choices) {
            this(List.of(choices));
        }

        @Override
        public String defaultText() {
            return choices.get(0).text();
        }

        @Override
        public String range() {
            return "one of " + String.join(", ", texts());
        }

        /** The choices as text. */
        public List<String> texts() {
            return choices.stream().map(Choice::text).toList();
        }
    }

    /** A whole number, both ends included. */
    public record Whole(int min, int max, int defaultValue) implements ValueType {

        @Override
        public String defaultText() {
            return Integer.toString(defaultValue);
        }

        @Override
        public String range() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /** True or false. */
    public record TrueOrFalse(boolean defaultValue) implements ValueType {

        @Override
        public String defaultText() {
            return Boolean.toString(defaultValue);
        }

        @Override
        public String range() {
            return "true or false";
        }
    }
}
