package dev.tokenfamily.policy;

import dev.tokenfamily.family.IpPrefix;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.OriginChange;
import java.util.Optional;

/**
 * What follows when the head of a family is used in a new place (ADR 28).
 *
 * @param onChange what follows
 * @param binding what makes a place
 */
public record OriginRule(OnOriginChange onChange, OriginBinding binding) {

    /** Nothing follows. */
    static final OriginRule OFF = new OriginRule(OnOriginChange.NONE, OriginBinding.IP_PREFIX);

    /** Whether places are compared at all. */
    public boolean on() {
        return onChange != OnOriginChange.NONE;
    }

    /** Whether somebody is told, by an incident and, where the policy enforces, by a mail. */
    public boolean tells() {
        return onChange == OnOriginChange.NOTIFY || requiresLogin();
    }

    /** Whether the family ends, where the policy enforces. */
    public boolean requiresLogin() {
        return onChange == OnOriginChange.REQUIRE_LOGIN;
    }

    /**
     * What has changed between two requests, if that makes it another place.
     *
     * @param prefix of addresses that are one network
     */
    Optional<OriginChange> changeBetween(Origin held, Origin now, IpPrefix prefix) {
        return on() ? OriginChange.between(held, now, prefix).filter(binding::isBrokenBy) : Optional.empty();
    }
}
