package dev.tokenfamily.report;

import java.util.Locale;

/**
 * What it looks like when copies of one refresh token race, as far as rows tell. It is a guess for people to read: whoever has stolen
 * a token can make each of them.
 */
public enum CopyPattern {
    /** A superseded token came again at once, or while rotations chained, from where the newest one was obtained. */
    PARALLEL_PROCESSES(
            "In {families}, a replaced token came again from the same address, at once or while one rotation followed the other:"
                    + " processes or tabs refresh in parallel with one token.",
            "Let one of them refresh under a lock that all take, and read the stored token again under it. A"
                    + " rotation-interval-seconds of a few seconds lets them share one rotation."),
    /** One came again after a while, from where the newest one was obtained. */
    LOST_ANSWERS(
            "In {families}, a replaced token came again after some seconds, from the same address: answers get lost, or are stored"
                    + " too late.",
            "Store each answer before its access token is used, and look at the time-outs and proxies on the way to Keycloak."),
    /** One came again from another address than the newest one was obtained from. */
    SEVERAL_PLACES(
            "In {families}, a replaced token came again from another address: two devices hold one token, or one changes its network."
                    + " A thief looks the same.",
            "Look at the addresses and devices first. Let each device log in by itself. A gateway with several addresses needs"
                    + " nothing."),
    /** The head's predecessor came back when its grace period was over by minutes or hours, from where the head was obtained. */
    SLEEPING_DEVICES(
            "In {families}, a token came back minutes or hours after it was replaced, from the same address: devices that slept or were"
                    + " offline before an answer arrived.",
            "Let the client refresh when the device wakes up, and not before it has a network, and store the answer at once."),
    /** The head's predecessor came back when its grace period was over, and its family was recovered. */
    LATE_RECOVERIES(
            "In {families}, a token came back after its grace period, and late recovery let it pass: apps that were killed or went offline"
                    + " before they had stored an answer. A thief looks the same.",
            "Let the app store each answer before it does anything else, and refresh only while it has a network."),
    /** A token came back that was two or more generations behind the head, or whose successor was a day old. */
    STALE_COPIES(
            "In {families}, a token came back that was two or more rotations old, or a day: copies in a backup, an image or on another"
                    + " machine. A thief looks the same.",
            "Look at the incidents first. Leave tokens out of backups and images, and let each machine log in by itself."),
    /** Grace was needed, and the row does not tell any more how late or from where. */
    UNCLEAR(
            "{families} needed grace in the generation before the newest; their rows do not tell any more how late, and from where.",
            "Look at token_family_grace_delay and token_family_grace_address in the client's REFRESH_TOKEN events.");

    private final String text;
    private final String remedy;

    CopyPattern(String text, String remedy) {
        this.text = text;
        this.remedy = remedy;
    }

    /** The code for programs, which never changes: lower case, words joined by hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What was seen, as a sentence in English.
     *
     * @param families how many showed it, from 1
     */
    public String text(int families) {
        return text.replace("{families}", families == 1 ? "1 family" : families + " families");
    }

    /** What to do about it, in English. */
    public String remedy() {
        return remedy;
    }
}
