package dev.tokenfamily.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Six hours of two realms on two nodes, made up, in which more goes wrong than anybody has ever seen in one morning:
 *
 * <ul>
 *   <li>Until 08:40 the receiver of the webhooks of the realm {@code bank} is away, as it has been since the night.
 *   <li>At 08:10 the database fails over to a replica that was behind, and the purge stands still until 09:35.
 *   <li>From 09:00 to 09:55 a new version of a client of the realm {@code shop} refreshes everything twice.
 *   <li>At 10:38 somebody begins to use a store of stolen tokens of that realm; the mail server fails meanwhile.
 * </ul>
 */
final class SampleHours {

    static final Instant BEGIN = Instant.parse("2026-01-15T06:00:00Z");
    private static final int BEFORE = -60;
    private static final int END = 360;

    /** Each minute, so that there is not too much of it. */
    static final View VIEW = new View(BEGIN, BEGIN.plus(Duration.ofMinutes(END)), ".*", Duration.ofMinutes(1));

    private static final String REFRESHES = "keycloak_token_family_refreshes";
    private static final String REVOCATIONS = "keycloak_token_family_revocations";
    private static final String MAILS = "keycloak_token_family_mails";
    private static final String WEBHOOKS = "keycloak_token_family_webhooks";
    private static final String PLACES = "keycloak_token_family_origin_changes";
    private static final String DELAYS = "keycloak_token_family_grace_delay_seconds";
    private static final String RECOVERIES = "keycloak_token_family_recovery_delay_seconds";
    private static final String LAG = "keycloak_token_family_purge_lag_seconds";
    private static final List<String> NODES = List.of("keycloak:9000", "keycloak-2:9000");

    /** How late superseded tokens come, by verdict: the share of 1 that comes within the seconds of the bounds. */
    private static final List<Integer> BOUNDS = List.of(1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 3600, 86400);

    private static final Map<String, List<Double>> WITHIN = Map.of(
            "grace_retry", List.of(0.62, 0.81, 0.95, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
            "grace_refused", List.of(0.3, 0.5, 0.9, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
            "reuse", List.of(0.0, 0.0, 0.0, 0.0, 0.3, 0.5, 0.7, 0.9, 1.0, 1.0, 1.0, 1.0));

    /** The same of tokens that recover their family. */
    private static final List<Integer> RECOVERY_BOUNDS = List.of(60, 300, 900, 3600, 14_400, 28_800, 86_400);

    private static final List<Double> RECOVERED_WITHIN = List.of(0.1, 0.3, 0.55, 0.8, 0.95, 1.0, 1.0);

    private final StringBuilder text = new StringBuilder();

    private SampleHours() {}

    /** As a text of OpenMetrics. */
    static String text() {
        SampleHours hours = new SampleHours();
        hours.refreshes();
        hours.revocations();
        hours.places();
        hours.mails();
        hours.webhooks();
        hours.delays();
        hours.recoveries();
        hours.lag();
        return hours.text.append("# EOF\n").toString();
    }

    private void refreshes() {
        type(REFRESHES, "counter");
        flows().forEach(flow -> counter(REFRESHES, flow));
    }

    /** What comes each minute, for each node. */
    private static List<Flow> flows() {
        List<Flow> flows = new ArrayList<>();
        for (String node : NODES) {
            flows.add(new Flow(node, "shop", "rotate")
                    .each(120, BEFORE, 60)
                    .each(165, 60, 120)
                    .each(240, 120, 240)
                    .each(210, 240, END));
            flows.add(new Flow(node, "shop", "grace_retry")
                    .each(4, BEFORE, 180)
                    .each(75, 180, 235)
                    .each(5, 235, END));
            flows.add(new Flow(node, "shop", "grace_refused")
                    .each(0.05, BEFORE, 180)
                    .each(2, 180, 235)
                    .each(0.1, 235, END));
            flows.add(new Flow(node, "shop", "late_recovery").each(0.4, BEFORE, END));
            flows.add(new Flow(node, "shop", "origin_changed").each(0.05, 30, END));
            flows.add(new Flow(node, "shop", "revoked")
                    .each(0.3, BEFORE, 278)
                    .each(1.5, 278, 330)
                    .each(0.4, 330, END));
            flows.add(new Flow(node, "shop", "expired").each(0.7, BEFORE, END));
            flows.add(new Flow(node, "bank", "rotate").each(30, BEFORE, 120).each(55, 120, END));
            flows.add(new Flow(node, "bank", "keep").each(18, BEFORE, END));
            flows.add(new Flow(node, "bank", "grace_retry").each(0.8, BEFORE, END));
        }
        flows.add(new Flow(NODES.get(0), "bank", "unknown").each(0.5, 131, 150));
        flows.add(new Flow(NODES.get(1), "shop", "catch_up").each(1, 131, 133));
        flows.addAll(reuses());
        return flows;
    }

    private static List<Flow> reuses() {
        return List.of(
                new Flow(NODES.get(0), "bank", "reuse").each(1, 80, 81),
                new Flow(NODES.get(0), "shop", "reuse").each(1, 284, 292).each(0.5, 292, 300),
                new Flow(NODES.get(1), "shop", "reuse").each(1, 190, 192).each(2, 278, 294));
    }

    private void revocations() {
        type(REVOCATIONS, "counter");
        reuses().forEach(flow -> counter(REVOCATIONS, flow));
        for (String node : NODES) {
            counter(
                    REVOCATIONS,
                    new Flow(node, "shop", "revoked").each(1.3, BEFORE, 240).each(1.8, 240, END));
            counter(REVOCATIONS, new Flow(node, "bank", "revoked").each(0.4, BEFORE, END));
            counter(REVOCATIONS, new Flow(node, "shop", "cap").each(0.15, BEFORE, END));
            counter(REVOCATIONS, new Flow(node, "shop", "origin_changed").each(0.05, 30, END));
        }
    }

    /** Of those that change their program, the policy requires a login. */
    private void places() {
        type(PLACES, "counter");
        for (String node : NODES) {
            place(new Flow(node, "shop", "address")
                    .each(0.6, BEFORE, 278)
                    .each(1.4, 278, 300)
                    .each(0.5, 300, END));
            place(new Flow(node, "shop", "user-agent").each(0.04, BEFORE, END));
            place(new Flow(node, "shop", "address+user-agent")
                    .each(0.02, BEFORE, 278)
                    .each(0.5, 278, 300));
        }
    }

    private void place(Flow flow) {
        samples(PLACES + "_total", flow.labels("change"), flow, 1);
    }

    private void mails() {
        type(MAILS, "counter");
        String node = NODES.get(0);
        mail(new Flow(node, "bank", "delivered").each(1, 82, 84));
        mail(new Flow(node, "shop", "delivered")
                .each(1, 192, 193)
                .each(1, 279, 283)
                .each(2, 312, 322));
        mail(new Flow(node, "shop", "retry").each(1.2, 284, 309));
        mail(new Flow(node, "shop", "dead_letter").each(0.5, 312, 318));
    }

    private void mail(Flow flow) {
        samples(MAILS + "_total", flow.labels("outcome"), flow, 1);
    }

    private void webhooks() {
        type(WEBHOOKS, "counter");
        String node = NODES.get(1);
        webhook(new Flow(node, "bank", "retry").each(0.4, BEFORE, 160));
        webhook(new Flow(node, "bank", "dead_letter").each(0.3, 135, 155));
        webhook(new Flow(node, "bank", "delivered").each(0.5, 160, 190).each(0.1, 190, END));
        webhook(new Flow(node, "shop", "delivered")
                .each(0.2, BEFORE, 278)
                .each(3, 278, 294)
                .each(0.7, 294, END));
    }

    private void webhook(Flow flow) {
        samples(WEBHOOKS + "_total", flow.labels("outcome"), flow, 1);
    }

    private void delays() {
        type(DELAYS, "histogram");
        for (Flow flow : flows()) {
            List<Double> shares = WITHIN.getOrDefault(flow.what(), List.of());
            if (!shares.isEmpty()) {
                histogram(DELAYS, flow.labels("verdict"), flow, BOUNDS, shares);
            }
        }
    }

    private void recoveries() {
        type(RECOVERIES, "histogram");
        flows().stream()
                .filter(flow -> flow.what().equals("late_recovery"))
                .forEach(flow -> histogram(RECOVERIES, flow.labels(), flow, RECOVERY_BOUNDS, RECOVERED_WITHIN));
    }

    private void histogram(String name, String labels, Flow flow, List<Integer> bounds, List<Double> shares) {
        for (int n = 0; n < bounds.size(); n++) {
            samples(name + "_bucket", labels + ",le=\"" + bounds.get(n) + ".0\"", flow, shares.get(n));
        }
        samples(name + "_bucket", labels + ",le=\"+Inf\"", flow, 1);
        samples(name + "_count", labels, flow, 1);
    }

    /** All nodes see the same table; for a while one of them cannot read it. */
    private void lag() {
        type(LAG, "gauge");
        for (String node : NODES) {
            for (int minute = BEFORE; minute <= END; minute++) {
                boolean blind = node.equals(NODES.get(1)) && minute >= 131 && minute < 146;
                sample(
                        LAG,
                        "job=\"keycloak\",instance=\"" + node + "\"",
                        blind ? "NaN" : Long.toString(lag(minute)),
                        minute);
            }
        }
    }

    private static long lag(int minute) {
        if (minute >= 130 && minute < 215) {
            return 60L * (minute - 130);
        }
        return minute >= 215 && minute < 230 ? 340L * (230 - minute) : 45L * Math.floorMod(minute + 4, 10);
    }

    private void counter(String name, Flow flow) {
        samples(name + "_total", flow.labels("verdict"), flow, 1);
    }

    private void samples(String name, String labels, Flow flow, double share) {
        for (int minute = BEFORE; minute <= END; minute++) {
            long all = flow.until(minute);
            if (all > 0) { // a counter does not exist before
                sample(name, labels, Long.toString((long) Math.floor(all * share)), minute);
            }
        }
    }

    private void type(String name, String type) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String labels, String value, int minute) {
        text.append(name)
                .append('{')
                .append(labels)
                .append("} ")
                .append(value)
                .append(' ')
                .append(BEGIN.plus(Duration.ofMinutes(minute)).getEpochSecond())
                .append('\n');
    }
}
