package dev.tokenfamily.simulation;

import dev.tokenfamily.family.Origin;

/** Somebody who uses a copy of the newest token before its owner does, by what he shares with the owner's place. */
enum Intruder {
    ELSEWHERE("elsewhere", "another network, another program"),
    COPIED_HEADER("copied-header", "another network, and the user agent of the owner"),
    NEIGHBOUR("neighbour", "an address that the owner's provider gives somebody else, and the user agent of the owner"),
    SAME_NETWORK("same-network", "the owner's own address, another program"),
    INSIDE("inside", "the owner's own address and user agent, as malware on the device");

    private final String id;
    private final String behaviour;

    Intruder(String id, String behaviour) {
        this.id = id;
        this.behaviour = behaviour;
    }

    String id() {
        return id;
    }

    String behaviour() {
        return behaviour;
    }

    /** Where he comes from at that time, if the owner was there just now. */
    Origin origin(Whereabouts owner, Origin ownersLast, long now, Dice dice) {
        String own = "curl/8.5.0";
        String owners = owner.userAgent(now);
        return switch (this) {
            case ELSEWHERE -> new Origin("198.18.0.66", own);
            case COPIED_HEADER -> new Origin("198.18.0.66", owners);
            case NEIGHBOUR -> new Origin(owner.neighbour(now, dice), owners);
            case SAME_NETWORK -> new Origin(ownersLast.address(), own);
            case INSIDE -> new Origin(ownersLast.address(), owners);
        };
    }
}
