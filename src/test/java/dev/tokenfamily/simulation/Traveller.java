package dev.tokenfamily.simulation;

/** People by where they are when their client refreshes: who is bothered by a rule about new places. */
enum Traveller {
    DESK(
            "desk",
            true,
            "a browser in one network, whose provider gives another address about once a month, half of the time in another network",
            "assumed; the browser is updated every 4 weeks, as [Chrome](https://chromereleases.googleblog.com/) and"
                    + " [Firefox](https://whattrainisitnow.com/) are"),
    COMMUTER(
            "commuter",
            false,
            "the same browser on a laptop: at home until 9 and from 17 o'clock, in an office between",
            "assumed"),
    ROAMING_PHONE(
            "roaming-phone",
            false,
            "an app: at home, in an office, and between both, and half of the evenings, in a mobile network that gives an address in one of 16 networks"
                    + " for each hour",
            "assumed; the app is updated every 2 weeks"),
    VPN(
            "vpn",
            true,
            "a browser whose VPN is on for half of the time, chosen every 4 hours, with an exit in one of 5 networks",
            "assumed"),
    CGNAT(
            "cgnat",
            false,
            "a browser behind a provider's NAT, which gives it an address in one of 2 networks for each hour",
            "providers are to keep a user on one address while it is in use"
                    + " ([RFC 6888](https://www.rfc-editor.org/rfc/rfc6888), REQ-2); that this lasts an hour is assumed"),
    DUAL_STACK(
            "dual-stack",
            false,
            "a browser with one network of each version of IP, of which 1 of 10 connections takes the older one",
            "IPv6 is given a start of 250 ms ([RFC 8305](https://www.rfc-editor.org/rfc/rfc8305)); how often that is not enough is assumed"),
    TWO_STACKS(
            "two-stacks",
            false,
            "an app in one network, which refreshes by the system's library for requests instead of its own 1 of 20 times, in the background",
            "assumed");

    private final String id;
    private final boolean inOfficeHours;
    private final String behaviour;
    private final String basis;

    Traveller(String id, boolean inOfficeHours, String behaviour, String basis) {
        this.id = id;
        this.inOfficeHours = inOfficeHours;
        this.behaviour = behaviour;
        this.basis = basis;
    }

    String id() {
        return id;
    }

    /** When the client is in use. */
    WakingHours hours() {
        return inOfficeHours ? WakingHours.OFFICE : WakingHours.PHONE;
    }

    String behaviour() {
        return behaviour;
    }

    /** Which figures it rests on, in Markdown with links, and what is assumed. */
    String basis() {
        return basis;
    }
}
