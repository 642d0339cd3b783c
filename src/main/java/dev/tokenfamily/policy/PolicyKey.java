package dev.tokenfamily.policy;

import dev.tokenfamily.policy.ValueType.Alias;
import dev.tokenfamily.policy.ValueType.Names;
import dev.tokenfamily.policy.ValueType.OneOf;
import dev.tokenfamily.policy.ValueType.TrueOrFalse;
import dev.tokenfamily.policy.ValueType.Whole;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of the executor's configuration: name, default and the values that each allows. In the order in which a form shows
 * them: what matters most comes first.
 */
public enum PolicyKey {
    ENFORCEMENT(
            Group.ENFORCEMENT, "enforcement", new OneOf(Enforcement.ENFORCE, Enforcement.OBSERVE), rule -> rule.policy()
                    .reaction()
                    .enforcement()),
    ROTATION(Group.ROTATION, "rotation", new OneOf(Rotation.ON_USE, Rotation.OFF), rule -> rule.policy()
            .rotation()
            .mode()),
    ROTATION_INTERVAL(
            Group.ROTATION, "rotation-interval-seconds", new Whole(0, Integer.MAX_VALUE, 0), rule -> rule.policy()
                    .rotation()
                    .interval()),
    EXEMPT_SENDER_CONSTRAINED(Group.ROTATION, "exempt-sender-constrained", new TrueOrFalse(false), rule -> rule.policy()
            .rotation()
            .exemptSenderConstrained()),
    GRACE_PERIOD(Group.GRACE, "grace-period-seconds", new Whole(0, GraceRule.LONGEST, 10), rule -> rule.policy()
            .grace()
            .period()),
    GRACE_MAX_RETRIES(Group.GRACE, "grace-max-retries", new Whole(0, Integer.MAX_VALUE, 0), rule -> rule.policy()
            .grace()
            .maxRetries()),
    GRACE_BINDING(
            Group.GRACE,
            "grace-binding",
            new OneOf(GraceBinding.NONE, GraceBinding.IP_ADDRESS, GraceBinding.IP_PREFIX, GraceBinding.KEY),
            rule -> rule.policy().grace().binding()),
    GRACE_IPV4_PREFIX(
            Group.GRACE,
            "grace-binding-ipv4-prefix",
            new Whole(8, 32, GraceRule.USUAL_PREFIX.ipv4()),
            rule -> rule.policy().grace().prefix().ipv4()),
    GRACE_IPV6_PREFIX(
            Group.GRACE,
            "grace-binding-ipv6-prefix",
            new Whole(16, 128, GraceRule.USUAL_PREFIX.ipv6()),
            rule -> rule.policy().grace().prefix().ipv6()),
    LATE_RECOVERY(
            Group.RECOVERY,
            "late-recovery-seconds",
            new Whole(0, RecoveryRule.LONGEST, RecoveryRule.OFF.seconds()),
            rule -> rule.policy().recovery().seconds()),
    LATE_RECOVERY_BUDGET(
            Group.RECOVERY, "late-recovery-budget", new Whole(1, 1000, RecoveryRule.OFF.budget()), rule -> rule.policy()
                    .recovery()
                    .budget()),
    LATE_RECOVERY_DAYS(
            Group.RECOVERY, "late-recovery-days", new Whole(1, 365, RecoveryRule.OFF.days()), rule -> rule.policy()
                    .recovery()
                    .days()),
    REVOCATION_SCOPE(
            Group.SCOPE,
            "revocation-scope",
            new OneOf(
                    RevocationScope.FAMILY,
                    RevocationScope.CLIENT_SESSION,
                    RevocationScope.USER_SESSION,
                    RevocationScope.USER),
            rule -> rule.policy().reaction().scope()),
    NOTIFY_USER(Group.REACTIONS, "notify-user", new TrueOrFalse(false), rule -> rule.policy()
            .reaction()
            .notifyUser()),
    ON_REUSE_REQUIRED_ACTION(
            Group.REACTIONS, "on-reuse-required-action", new Alias(Reaction.NO_ACTION), rule -> rule.policy()
                    .reaction()
                    .requiredAction()),
    REVOKE_ON_CREDENTIAL_CHANGE(
            Group.REACTIONS, "revoke-on-credential-change", new TrueOrFalse(false), rule -> rule.policy()
                    .reaction()
                    .revokeOnCredentialChange()),
    ABSOLUTE_LIFETIME(
            Group.LIFETIMES, "absolute-lifetime-seconds", new Whole(0, Integer.MAX_VALUE, 0), rule -> rule.policy()
                    .lifetimes()
                    .absolute()),
    INACTIVITY_LIFETIME(
            Group.LIFETIMES, "inactivity-lifetime-seconds", new Whole(0, Integer.MAX_VALUE, 0), rule -> rule.policy()
                    .lifetimes()
                    .inactivity()),
    MAX_FAMILIES(
            Group.LIFETIMES, "max-families-per-user", new Whole(0, Cap.MOST, Cap.NONE.families()), rule -> rule.policy()
                    .cap()
                    .families()),
    FOR_ROLES(Group.USERS, "for-roles", new Names(Names.Kind.ROLES), rule -> rule.users()
            .roles()),
    FOR_GROUPS(Group.USERS, "for-groups", new Names(Names.Kind.GROUPS), rule -> rule.users()
            .groups()),
    ON_ORIGIN_CHANGE(
            Group.ORIGIN,
            "on-origin-change",
            new OneOf(OnOriginChange.NONE, OnOriginChange.EVENT, OnOriginChange.NOTIFY, OnOriginChange.REQUIRE_LOGIN),
            rule -> rule.policy().origin().onChange()),
    ORIGIN_BINDING(
            Group.ORIGIN,
            "origin-binding",
            new OneOf(
                    OriginBinding.IP_PREFIX,
                    OriginBinding.USER_AGENT,
                    OriginBinding.IP_PREFIX_AND_USER_AGENT,
                    OriginBinding.IP_PREFIX_OR_USER_AGENT),
            rule -> rule.policy().origin().binding());

    private static final Map<String, PolicyKey> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PolicyKey::text, Function.identity()));

    private final Group group;
    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // the checker cannot see that List.of() is
    private final ValueType type;

    @SuppressWarnings("ImmutableEnumChecker") // captures nothing
    private final Function<Rule, Object> value;

    PolicyKey(Group group, String text, ValueType type, Function<Rule, Object> value) {
        this.group = group;
        this.text = text;
        this.type = type;
        this.value = value;
    }

    /** The whole configuration that describes that policy for all users, in the order of the keys. */
    public static Map<String, Object> configuration(Policy policy) {
        return configuration(new Rule(policy, ForUsers.ALL));
    }

    /** The whole configuration that describes that rule, in the order of the keys. */
    public static Map<String, Object> configuration(Rule rule) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        for (PolicyKey key : values()) {
            Object value = key.value.apply(rule);
            configuration.put(key.text, value instanceof Choice choice ? choice.text() : value);
        }
        return configuration;
    }

    /** The keys of a group, in their order here. */
    public static List<PolicyKey> of(Group group) {
        return Arrays.stream(values()).filter(key -> key.group == group).toList();
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
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** Keys that belong together, in the order of their importance. */
    public enum Group {
        ENFORCEMENT,
        ROTATION,
        GRACE,
        RECOVERY,
        SCOPE,
        REACTIONS,
        LIFETIMES,
        USERS,
        ORIGIN;

        /** The name of the group, for programs: lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
