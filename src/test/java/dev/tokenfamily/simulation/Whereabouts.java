package dev.tokenfamily.simulation;

import static dev.tokenfamily.simulation.VirtualTime.DAY;
import static dev.tokenfamily.simulation.VirtualTime.HOUR;

import dev.tokenfamily.family.Origin;

/** Where one traveller is, and with which program. It depends on the time and the user alone, whoever asks and how often. */
final class Whereabouts {

    private static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36";

    private static final int HOME = 1;
    private static final int OFFICE = 2;
    private static final int MOBILE = 100;
    private static final int EXITS = 200;
    private static final int PROVIDER = 220;

    private final Traveller traveller;
    private final long user;

    /** Of the user of that number. */
    Whereabouts(Traveller traveller, long user) {
        this.traveller = traveller;
        this.user = user;
    }

    /** The origin of a request at that time, milliseconds. */
    Origin at(long now) {
        return new Origin(address(now), userAgent(now));
    }

    /** What the program says of itself at that time. */
    String userAgent(long now) {
        if (traveller == Traveller.TWO_STACKS && new Dice(user * 31 + now).chance(0.05)) {
            return "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 7)";
        }
        return traveller == Traveller.ROAMING_PHONE || traveller == Traveller.TWO_STACKS
                ? "Example/4.%d.0 (Android 14)".formatted(now / (14 * DAY) % 100)
                : BROWSER.formatted(100 + now / (28 * DAY) % 100);
    }

    /** One that the same provider gives somebody else at that time. */
    String neighbour(long now, Dice dice) {
        return new Whereabouts(traveller, user + 1 + dice.between(0, 1_000)).address(now);
    }

    private String address(long now) {
        Dice dice = new Dice(user * 1_000_003 + now / HOUR);
        long hour = Math.floorMod(now, DAY) / HOUR;
        return switch (traveller) {
            case DESK -> provided(now);
            case TWO_STACKS -> ipv4(HOME, 7);
            case COMMUTER -> home(hour) ? ipv4(HOME, 7) : ipv4(OFFICE, 9);
            case ROAMING_PHONE -> phone(now, hour, dice);
            case VPN -> vpn(new Dice(user * 1_000_003 + now / (4 * HOUR)));
            case CGNAT -> ipv4(PROVIDER + dice.between(0, 1), dice.between(1, 254));
            case DUAL_STACK ->
                new Dice(user * 1_000_003 + now).chance(0.1)
                        ? ipv4(HOME, 7)
                        : "2001:db8:%x:100::7".formatted(user & 0xfff);
        };
    }

    private static boolean home(long hour) {
        return hour < 9 || hour >= 17;
    }

    private String provided(long now) {
        long month = now / (30 * DAY);
        Dice dice = new Dice(user * 31 + month);
        return ipv4(HOME + dice.between(0, 1), dice.between(1, 254));
    }

    private String phone(long now, long hour, Dice dice) {
        boolean onTheWay = hour == 8 || hour == 17;
        boolean out = hour >= 19 && hour < 22 && new Dice(user * 31 + now / DAY).chance(0.5);
        if (onTheWay || out) {
            return ipv4(MOBILE + dice.between(0, 15), dice.between(1, 254));
        }
        return home(hour) ? ipv4(HOME, 7) : ipv4(OFFICE, 9);
    }

    private String vpn(Dice dice) {
        return dice.chance(0.5) ? ipv4(EXITS + dice.between(0, 4), dice.between(1, 254)) : ipv4(HOME, 7);
    }

    /** Of a network of 256 addresses; homes and offices are the user's own, the others everybody's. */
    private String ipv4(int network, int host) {
        return network < MOBILE
                ? "10.%d.%d.%d".formatted(user & 0xff, network, host)
                : "100.64.%d.%d".formatted(network, host);
    }
}
