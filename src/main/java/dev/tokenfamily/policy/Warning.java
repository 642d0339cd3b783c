package dev.tokenfamily.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** A combination of a policy and a client that is allowed, but less safe than it looks, or does not do what it says. */
public enum Warning {
    GRACE_OUTLIVES_ACCESS_TOKEN(
            "grace-period-seconds is longer than the access token lives: a copy of a superseded token is good for longer"
                    + " than a stolen access token",
            "Make grace-period-seconds at most as long as the access token lives.",
            (policy, client) -> policy.rotates() && policy.grace().period() > client.accessTokenLifespan()),
    LONG_GRACE_WITHOUT_BINDING(
            "grace-period-seconds is over 60 for a public client, and nothing binds a retry to the client: set"
                    + " grace-binding, or bind the tokens (DPoP, mTLS)",
            "Make grace-period-seconds 60 or less, set grace-binding to ip-prefix, or have the"
                    + " client bind its tokens.",
            (policy, client) -> policy.rotates()
                    && policy.grace().period() > Warning.LONG_GRACE
                    && client.unbound()
                    && policy.grace().binding() == GraceBinding.NONE),
    KEY_BINDING_WITHOUT_KEY(
            "grace-binding is key, but Keycloak does not ask the client for one (DPoP, mTLS, client attestation): a retry"
                    + " without a key is refused",
            "Have the client bind its tokens, or set grace-binding to ip-prefix or none.",
            (policy, client) -> policy.rotates()
                    && policy.grace().period() > 0
                    && policy.grace().binding() == GraceBinding.KEY
                    && !client.senderConstrained()),
    INTERVAL_OUTLIVES_ACCESS_TOKEN(
            "rotation-interval-seconds is longer than the access token lives: a refresh at the usual time rotates nothing",
            "Make rotation-interval-seconds shorter than the access token lives, or 0 to rotate at" + " every use.",
            (policy, client) -> policy.rotates() && policy.rotation().interval() > client.accessTokenLifespan()),
    NO_ROTATION_FOR_PUBLIC_CLIENT(
            "rotation is off for a public client: RFC 9700 section 2.2.2 asks for rotation, or for tokens that are bound"
                    + " (DPoP, mTLS)",
            "Set rotation to on-use, or have the client bind its tokens.",
            (policy, client) -> !policy.rotates() && client.unbound()),
    OBSERVING(
            "enforcement is observe: stolen refresh tokens keep working",
            "Look at the report, and set enforcement to enforce.",
            (policy, client) -> !policy.enforced()),
    DEPENDS_ON_REQUEST(
            "a condition looks at the request: whoever presents a token chooses whether it is governed",
            "Give the client policy conditions that look at the client only, such as"
                    + " client-access-type or client-roles.",
            (policy, client) -> client.dependsOnRequest()),
    ROTATION_SUPPRESSED(
            "suppress-refresh-token-rotation withholds new refresh tokens from the client: tokens are kept, not rotated,"
                    + " and a reuse is not detected",
            "Take the client out of the client policy that has suppress-refresh-token-rotation.",
            (policy, client) -> policy.rotates() && client.successorsWithheld()),
    WEAKER_THAN_REALM_SWITCH(
            "Revoke Refresh Token is on in the realm and allows no reuse, but an enforced policy takes its place, and this one"
                    + " still answers tokens that were used: strict single use is grace-period-seconds 0 and rotation on-use at"
                    + " every use, without late recovery",
            "Accept it, as a client that loses an answer needs a grace period; or set"
                    + " grace-period-seconds 0, rotation on-use, rotation-interval-seconds 0 and late-recovery-seconds 0.",
            (policy, client) -> policy.enforced() && client.strictRealmSwitch() && !policy.singleUse()),
    UNKNOWN_USERS(
            "for-roles or for-groups names a role or a group that the realm does not have: nobody has it, so that nobody is"
                    + " governed because of it",
            "Correct the name, or add the role or the group.",
            (policy, client) -> client.unknownUsers()),
    ORIGIN_WITHOUT_ROTATION(
            "on-origin-change is set, but rotation is off: places are compared when a token is replaced, and none ever is",
            "Set rotation to on-use, or on-origin-change to none.",
            (policy, client) -> policy.origin().on() && !policy.rotates()),
    ORIGIN_BY_SENDER(
            "on-origin-change is require-login, but origin-binding takes the header User-Agent alone for the same place: a"
                    + " thief who copies it is not noticed",
            "Set origin-binding to ip-prefix or ip-prefix-and-user-agent.",
            (policy, client) ->
                    policy.origin().requiresLogin() && policy.origin().binding().isSenders());

    private static final long LONG_GRACE = 60;

    private final String message;
    private final String remedy;

    @SuppressWarnings("ImmutableEnumChecker") // the predicates capture nothing
    private final BiPredicate<Policy, ClientFacts> applies;

    Warning(String message, String remedy, BiPredicate<Policy, ClientFacts> applies) {
        this.message = message;
        this.remedy = remedy;
        this.applies = applies;
    }

    /**
     * What a warning needs to know about a client.
     *
     * @param publicClient whether it has no credentials (RFC 6749 §2.1)
     * @param senderConstrained whether Keycloak asks for a key at each of its refreshes (DPoP, mTLS, client attestation)
     * @param accessTokenLifespan in seconds
     * @param dependsOnRequest whether the request decides which policy governs it
     * @param successorsWithheld whether Keycloak keeps new refresh tokens from it
     * @param strictRealmSwitch whether Keycloak's own switch, Revoke Refresh Token, is on and allows no reuse
     * @param unknownUsers whether a policy that may govern it names a role or a group that is not there
     */
    public record ClientFacts(
            boolean publicClient,
            boolean senderConstrained,
            long accessTokenLifespan,
            boolean dependsOnRequest,
            boolean successorsWithheld,
            boolean strictRealmSwitch,
            boolean unknownUsers) {

        private boolean unbound() {
            return publicClient && !senderConstrained;
        }
    }

    /** All warnings that apply to a client under that policy, in their order here. */
    public static Set<Warning> of(Policy policy, ClientFacts client) {
        return Arrays.stream(values())
                .filter(warning -> warning.applies.test(policy, client))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Warning.class)));
    }

    /** The fixed name of the warning, for programs: lower case, words joined by hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong, in English. */
    public String message() {
        return message;
    }
    /** What to do about it, in English. */
    public String remedy() {
        return remedy;
    }
}
