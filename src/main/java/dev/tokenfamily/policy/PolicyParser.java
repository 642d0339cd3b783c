package dev.tokenfamily.policy;

import dev.tokenfamily.family.IpPrefix;
import dev.tokenfamily.policy.ValueType.Names;
import dev.tokenfamily.policy.ValueType.OneOf;
import dev.tokenfamily.policy.ValueType.TrueOrFalse;
import dev.tokenfamily.policy.ValueType.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a policy from what an admin saved: strings from the console, numbers and booleans from JSON. */
public final class PolicyParser {

    /** As Keycloak's own are written, and no longer than a column holds. */
    private static final Pattern ALIAS = Pattern.compile("[\\w.:-]{1,255}");

    /** Ten digits fit into a long, and hold every int. */
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,10}");

    private static final String NO_TRACE = ", since a token that is kept leaves no trace of its use";

    private final Map<String, ?> config;
    private final List<String> problems = new ArrayList<>();

    private PolicyParser(Map<String, ?> config) {
        this.config = config;
    }

    /**
     * The policy that {@code config} describes. A key that is absent, null or empty has its default.
     *
     * @throws InvalidPolicyException with all that is wrong, if anything is
     */
    public static Policy parse(Map<String, ?> config) {
        return rule(config).policy();
    }

    /**
     * The policy that {@code config} describes, and the users that it is for. A key that is absent, null or empty has its default.
     *
     * @throws InvalidPolicyException with all that is wrong, if anything is
     */
    public static Rule rule(Map<String, ?> config) {
        return new PolicyParser(config).rule();
    }

    private Rule rule() {
        for (String name : config.keySet()) {
            if (PolicyKey.named(name).isEmpty()) {
                problems.add("Unknown key '" + shortened(name) + "'");
            }
        }
        RotationRule rotation = rotation();
        RecoveryRule recovery = recovery();
        OriginRule origin = origin();
        GraceRule grace = grace(recovery, origin);
        refuseWhereNothingIsRecovered(recovery, rotation, grace);
        Cap cap = cap(rotation);
        Policy policy = new Policy(rotation, grace, recovery, lifetimes(), reaction(), cap, origin);
        ForUsers users = new ForUsers(names(PolicyKey.FOR_ROLES), names(PolicyKey.FOR_GROUPS));
        if (!problems.isEmpty()) {
            throw new InvalidPolicyException(problems);
        }
        return new Rule(policy, users);
    }

    private RotationRule rotation() {
        return new RotationRule(
                choice(PolicyKey.ROTATION, Rotation.class),
                whole(PolicyKey.ROTATION_INTERVAL),
                trueOrFalse(PolicyKey.EXEMPT_SENDER_CONSTRAINED));
    }

    private OriginRule origin() {
        return new OriginRule(
                choice(PolicyKey.ON_ORIGIN_CHANGE, OnOriginChange.class),
                choice(PolicyKey.ORIGIN_BINDING, OriginBinding.class));
    }

    private GraceRule grace(RecoveryRule recovery, OriginRule origin) {
        GraceBinding binding = choice(PolicyKey.GRACE_BINDING, GraceBinding.class);
        boolean placesCount = origin.on() && origin.binding() != OriginBinding.USER_AGENT;
        boolean prefixCounts = binding == GraceBinding.IP_PREFIX || recovery.on() || placesCount;
        return new GraceRule(
                whole(PolicyKey.GRACE_PERIOD),
                Math.toIntExact(whole(PolicyKey.GRACE_MAX_RETRIES)),
                binding,
                new IpPrefix(
                        prefix(PolicyKey.GRACE_IPV4_PREFIX, prefixCounts),
                        prefix(PolicyKey.GRACE_IPV6_PREFIX, prefixCounts)));
    }

    /** Where it would not count, nobody may believe that it does. A form sends the default of each field that nobody touched. */
    private int prefix(PolicyKey key, boolean counts) {
        int length = Math.toIntExact(whole(key));
        String untouched = key.type().defaultText();
        if (!counts && !untouched.equals(Integer.toString(length))) {
            problem(
                    key,
                    untouched + " unless " + PolicyKey.GRACE_BINDING.text() + " is " + GraceBinding.IP_PREFIX.text()
                            + ", " + PolicyKey.LATE_RECOVERY.text() + " is above 0, or "
                            + PolicyKey.ON_ORIGIN_CHANGE.text() + " compares addresses");
        }
        return length;
    }

    private RecoveryRule recovery() {
        return new RecoveryRule(
                whole(PolicyKey.LATE_RECOVERY),
                Math.toIntExact(whole(PolicyKey.LATE_RECOVERY_BUDGET)),
                Math.toIntExact(whole(PolicyKey.LATE_RECOVERY_DAYS)));
    }

    /** That the head was never presented is known only where each presentation rotates. */
    private void refuseWhereNothingIsRecovered(RecoveryRule recovery, RotationRule rotation, GraceRule grace) {
        if (!recovery.on()) {
            return;
        }
        if (!rotation.rotates()) {
            problem(PolicyKey.LATE_RECOVERY, "0 while rotation is off, since nothing is superseded then");
        }
        if (rotation.interval() > 0) {
            problem(PolicyKey.LATE_RECOVERY, "0 while rotation-interval-seconds is above 0" + NO_TRACE);
        }
        if (rotation.exemptSenderConstrained()) {
            problem(PolicyKey.LATE_RECOVERY, "0 while exempt-sender-constrained is true" + NO_TRACE);
        }
        if (recovery.seconds() <= grace.period()) {
            problem(PolicyKey.LATE_RECOVERY, "0, or more than grace-period-seconds, within which it changes nothing");
        }
    }

    private Lifetimes lifetimes() {
        return new Lifetimes(whole(PolicyKey.ABSOLUTE_LIFETIME), whole(PolicyKey.INACTIVITY_LIFETIME));
    }

    private Reaction reaction() {
        return new Reaction(
                choice(PolicyKey.REVOCATION_SCOPE, RevocationScope.class),
                choice(PolicyKey.ENFORCEMENT, Enforcement.class),
                trueOrFalse(PolicyKey.REVOKE_ON_CREDENTIAL_CHANGE),
                trueOrFalse(PolicyKey.NOTIFY_USER),
                alias(PolicyKey.ON_REUSE_REQUIRED_ACTION));
    }

    private <C extends Choice> C choice(PolicyKey key, Class<C> type) {
        OneOf allowed = (OneOf) key.type();
        Choice chosen = allowed.choices().get(0);
        String text = text(key);
        if (text != null) {
            chosen = allowed.choices().stream()
                    .filter(c -> c.text().equals(text))
                    .findFirst()
                    .orElseGet(() -> refuse(key, allowed.choices().get(0)));
        }
        return type.cast(chosen);
    }

    private boolean trueOrFalse(PolicyKey key) {
        boolean defaultValue = ((TrueOrFalse) key.type()).defaultValue();
        String text = text(key);
        if (text == null) {
            return defaultValue;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> refuse(key, defaultValue);
        };
    }

    private String alias(PolicyKey key) {
        String text = text(key);
        if (text == null) {
            return key.type().defaultText();
        }
        boolean named =
                config.get(key.text()) instanceof String && ALIAS.matcher(text).matches();
        return named ? text : refuse(key, key.type().defaultText());
    }

    private long whole(PolicyKey key) {
        Whole allowed = (Whole) key.type();
        String text = text(key);
        if (text == null) {
            return allowed.defaultValue();
        }
        long value = WHOLE.matcher(text).matches() ? Long.parseLong(text) : -1;
        return value >= allowed.min() && value <= allowed.max() ? value : refuse(key, allowed.defaultValue());
    }

    /** Which family was unused for the longest time is known only where its uses leave traces. */
    private Cap cap(RotationRule rotation) {
        Cap cap = new Cap(Math.toIntExact(whole(PolicyKey.MAX_FAMILIES)));
        if (cap.on() && !rotation.rotates()) {
            problem(PolicyKey.MAX_FAMILIES, "0 while rotation is off" + NO_TRACE);
        }
        if (cap.on() && rotation.exemptSenderConstrained()) {
            problem(PolicyKey.MAX_FAMILIES, "0 while exempt-sender-constrained is true" + NO_TRACE);
        }
        return cap;
    }

    private List<String> names(PolicyKey key) {
        @Nullable Object value = config.get(key.text());
        if (NameList.isJsonInAText(value)) {
            problem(key, key.type().range() + ", and not a text that contains one");
            return List.of();
        }
        return NameList.read(value, (Names) key.type()).orElseGet(() -> refuse(key, List.of()));
    }

    private @Nullable String text(PolicyKey key) {
        Object value = config.get(key.text());
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private <T> T refuse(PolicyKey key, T defaultValue) {
        problem(key, key.type().range());
        return defaultValue;
    }

    private void problem(PolicyKey key, String range) {
        String value = String.valueOf(config.get(key.text()));
        problems.add("Invalid value '" + shortened(value) + "' of '" + key.text() + "': must be " + range);
    }

    private static String shortened(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }
}
