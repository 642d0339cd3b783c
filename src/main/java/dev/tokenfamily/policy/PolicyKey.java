package dev.tokenfamily.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The keys of the executor's configuration: name, default and the values that each allows. */
public enum PolicyKey {
    ROTATION("rotation", new OneOf(Rotation.ON_USE, Rotation.OFF), policy -> policy.rotation()
            .mode()),
    ROTATION_INTERVAL("rotation-interval-seconds", new Whole(0, Integer.MAX_VALUE, 0), policy -> policy.rotation()
            .interval()),
    EXEMPT_SENDER_CONSTRAINED("exempt-sender-constrained", new TrueOrFalse(false), policy -> policy.rotation()
            .exemptSenderConstrained()),
    GRACE_PERIOD("grace-period-seconds", new Whole(0, GraceRule.LONGEST, 10), policy -> policy.grace()
            .period()),
    GRACE_MAX_RETRIES("grace-max-retries", new Whole(0, Integer.MAX_VALUE, 0), policy -> policy.grace()
            .maxRetries()),
    GRACE_BINDING("grace-binding", new OneOf(GraceBinding.NONE, GraceBinding.IP_ADDRESS), policy -> policy.grace()
            .binding()),
    ABSOLUTE_LIFETIME("absolute-lifetime-seconds", new Whole(0, Integer.MAX_VALUE, 0), policy -> policy.lifetimes()
            .absolute()),
    INACTIVITY_LIFETIME("inactivity-lifetime-seconds", new Whole(0, Integer.MAX_VALUE, 0), policy -> policy.lifetimes()
            .inactivity()),
    REVOCATION_SCOPE(
            "revocation-scope",
            new OneOf(
                    RevocationScope.FAMILY,
                    RevocationScope.CLIENT_SESSION,
                    RevocationScope.USER_SESSION,
                    RevocationScope.USER),
            policy -> policy.reaction().scope()),
    ENFORCEMENT("enforcement", new OneOf(Enforcement.ENFORCE, Enforcement.OBSERVE), policy -> policy.reaction()
            .enforcement()),
    REVOKE_ON_CREDENTIAL_CHANGE("revoke-on-credential-change", new TrueOrFalse(false), policy -> policy.reaction()
            .revokeOnCredentialChange()),
    NOTIFY_USER(
            "notify-user", new TrueOrFalse(false), policy -> policy.reaction().notifyUser()),
    ON_REUSE_REQUIRED_ACTION("on-reuse-required-action", new Alias(Reaction.NO_ACTION), policy -> policy.reaction()
            .requiredAction());

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // the checker cannot see that List.of() is
    private final ValueType type;

    @SuppressWarnings("ImmutableEnumChecker") // captures nothing
    private final Function<Policy, Object> value;

    PolicyKey(String text, ValueType type, Function<Policy, Object> value) {
        this.text = text;
        this.type = type;
        this.value = value;
    }

    /** The whole configuration that describes that policy, in the order of the keys. */
    public static Map<String, Object> configuration(Policy policy) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        for (PolicyKey key : values()) {
            Object value = key.value.apply(policy);
            configuration.put(key.text, value instanceof Choice choice ? choice.text() : value);
        }
        return configuration;
    }

    /** How the key is written in the configuration. */
    public String text() {
        return text;
    }

    /** Which values the key allows. */
    public ValueType type() {
        return type;
    }

    static Optional<PolicyKey> named(String text) {
        return Arrays.stream(values()).filter(k -> k.text.equals(text)).findFirst();
    }

    /** What values a key allows, and which it has where none is given. */
    public sealed interface ValueType {

        /** The value that a key has where none is given, as text. */
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

    /** A whole number, from {@code min} to {@code max}, both included. */
    public record Whole(long min, long max, long defaultValue) implements ValueType {

        @Override
        public String defaultText() {
            return Long.toString(defaultValue);
        }

        @Override
        public String range() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /** The alias of something in the realm. */
    public record Alias(String defaultText) implements ValueType {

        @Override
        public String range() {
            return "the alias of a required action of the realm, or " + defaultText;
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
