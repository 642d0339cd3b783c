package dev.tokenfamily.simulation;

import java.util.List;

/** Clients of one kind: what they do, what of that is known, and what is assumed. */
enum Population {
    BROWSER_TABS(
            "browser-tabs",
            "1–8 tabs share a browser's storage, and each refreshes by its own timer; half of the timers are held back for up to a minute, as browsers"
                    + " do in the background; nights asleep, after which all fire within 2 s",
            "Firefox's users had about 4 tabs open and 11 at most"
                    + " ([Mozilla Test Pilot](http://www.slate.com/articles/life/the_hive/2010/12/open_this_story_in_a_new_tab.2.html), 27,000 users); that"
                    + " oidc-client-ts 3.5.0 refreshes 60 s ahead without a lock, stores what comes, and looks at the clock every 5 s is its code, so that 2 s are"
                    + " the worse case; that all tabs are of one application is assumed, and that 1 of 1,000 answers is lost and asked for again within 1–8 s",
            Promise.ALWAYS),
    SERVER_RENDERED(
            "server-rendered",
            "a page of 2–18 requests in parallel, each of which refreshes with the cookie that it was sent with, up to 3 s later; the last answer is stored",
            "6–18 tokens out of one within a millisecond, and 415 of 679 tokens revoked for a reuse that was none:"
                    + " [nocturne #326](https://github.com/nightscout/nocturne/pull/326); that 1 of 100 pages is left before its cookie arrives, and the next one"
                    + " loaded within 1–6 s, is assumed",
            Promise.ALWAYS),
    GATEWAY(
            "gateway",
            "a gateway forwards 2–8 calls in parallel for a user, each from one of 8 addresses, and each refreshes with what it read",
            "replicas that race for one token: [toolhive #4122](https://github.com/stacklok/toolhive/issues/4122), two in"
                    + " [#6194](https://github.com/stacklok/toolhive/issues/6194); dozens of races a day:"
                    + " [fastmcp #4901](https://github.com/PrefectHQ/fastmcp/issues/4901); how many calls and addresses there are is assumed",
            Promise.ALWAYS),
    MCP_HOST(
            "mcp-host",
            "a host of the Model Context Protocol has 2–10 calls under way; when the access token has expired, each refreshes with the token that it was"
                    + " sent with, the last up to 76 s after the first",
            "bursts with one token of 33–76 s: [opik #8286](https://github.com/comet-ml/opik/pull/8286), which closed its case with a grace of 30 s"
                    + " and ten retries; five refreshes with one token within a second:"
                    + " [codex #46028](https://github.com/openai/codex/issues/46028); that each burst may be that long is assumed",
            Promise.ALWAYS),
    AGENTS(
            "agents",
            "4–24 processes share a credentials file; up to 4 calls of each get a 401 and refresh with whatever the file holds by then",
            "7–12, 5–18 and 10–24 processes at a time: claude-code [#24317](https://github.com/anthropics/claude-code/issues/24317),"
                    + " [#91009](https://github.com/anthropics/claude-code/issues/91009), [#88947](https://github.com/anthropics/claude-code/issues/88947);"
                    + " that calls come within 20 s after the expiry is assumed",
            Promise.ALWAYS),
    CLOCK_JUMPS(
            "clock-jumps",
            "two calls in parallel of one process, whose clock is ahead for half an hour every fourth day, so that each call refreshes",
            "assumed; clocks of devices are off by minutes and hours, as [Supabase](https://supabase.com/docs/guides/auth/sessions) warns",
            Promise.ALWAYS),
    PHONE(
            "phone",
            "an app that is opened about 19 times a day and refreshes then; of the lost answers, half are asked for again within 45 s, and the others after"
                    + " 1 min – 12 h offline",
            "a device loses an answer on 5 % of days, and 30 % of users a login a week, without any grace"
                    + " ([zitadel #9631](https://github.com/zitadel/zitadel/issues/9631)), which is the loss of 0.26 % of answers here; 60 uses of a phone a day"
                    + " ([Hintze et al. 2017](http://staff.fh-hagenberg.at/P24316/bibliography/Hintze_17_LargeScaleLong.html)), a third of them for the app: assumed",
            Promise.WITH_LATE_RECOVERY),
    APP_KILLED(
            "app-killed",
            "the same app, killed before it has stored the answer to 1 of 1,000 refreshes, and opened again 1 min – 24 h later",
            "that it happens: [nhost #853](https://github.com/nhost/nhost/issues/853), and with bad reception"
                    + " [kitchenowl #414](https://github.com/TomBursch/kitchenowl/issues/414); how often is assumed",
            Promise.WITH_LATE_RECOVERY),
    SLEEPING_LAPTOP(
            "sleeping-laptop",
            "the tabs of above, on a computer that falls asleep between a refresh and its answer, and wakes 1 min – 16 h later",
            "five times a day, with 0.2 s on the way of every 240 s: 35 of a million refreshes; assumed",
            Promise.WITH_LATE_RECOVERY),
    RESTORED_BACKUP(
            "restored-backup",
            "one process, of whose file a copy of 1–14 nights ago is put back every 7–60 days; a copy on a second machine is the same",
            "assumed",
            Promise.NEVER);

    /** Whether we promise that nobody of it is logged out, under a preset that is for it. */
    enum Promise {
        /** Yes. */
        ALWAYS,
        /** Where the policy recovers an answer that was lost longer ago than the grace period. */
        WITH_LATE_RECOVERY,
        /** No: who comes with a token two or more generations old cannot be told from a thief. */
        NEVER
    }

    private static final double LOSS_ON_DESK = 0.001;

    /** From 1/20 of days with 19 refreshes. */
    private static final double LOSS_ON_PHONE = 0.0026;

    /** From 5 times a day, 0.2 s of every 240 s. */
    private static final double LOSS_ASLEEP = 0.000035;

    private static final Line DESK = new Line(15, 800, LOSS_ON_DESK);

    private static final List<String> PHONE_ADDRESSES = List.of("192.0.2.1", "198.51.100.7", "203.0.113.9");

    private static final List<String> EGRESS = List.of(
            "192.0.2.1",
            "192.0.2.77",
            "198.51.100.1",
            "198.51.100.2",
            "203.0.113.5",
            "203.0.113.6",
            "2001:db8::1",
            "2001:db8:ffff::1");

    private final String id;
    private final String behaviour;
    private final String basis;
    private final Promise promise;

    Population(String id, String behaviour, String basis, Promise promise) {
        this.id = id;
        this.behaviour = behaviour;
        this.basis = basis;
        this.promise = promise;
    }

    String id() {
        return id;
    }

    String behaviour() {
        return behaviour;
    }

    /** Which figures it rests on, in Markdown with links, and what is assumed. */
    String basis() {
        return basis;
    }

    Promise promise() {
        return promise;
    }

    /** Has the clients of that user begin. */
    void begin(Household household) {
        switch (this) {
            case BROWSER_TABS -> new BrowserTabs(household, DESK, false).open();
            case SERVER_RENDERED ->
                new ParallelRequests(household, new Line(5, 500, 0.01), 18, 3 * VirtualTime.SECOND).begin();
            case GATEWAY ->
                new ParallelRequests(household, new Line(5, 500, LOSS_ON_DESK, EGRESS), 8, 3 * VirtualTime.SECOND)
                        .begin();
            case MCP_HOST ->
                new ParallelRequests(household, new Line(15, 400, LOSS_ON_DESK), 10, 76 * VirtualTime.SECOND).begin();
            case AGENTS -> new Agents(household).start();
            case CLOCK_JUMPS -> new OneProcess(household).startWithJumpingClock();
            case PHONE ->
                new PhoneApp(household, new Line(40, 4_000, LOSS_ON_PHONE, PHONE_ADDRESSES), 0.5, 12 * VirtualTime.HOUR)
                        .install();
            case APP_KILLED ->
                new PhoneApp(household, new Line(40, 4_000, 0.001, PHONE_ADDRESSES), 0, 24 * VirtualTime.HOUR)
                        .install();
            case SLEEPING_LAPTOP -> new BrowserTabs(household, new Line(15, 800, LOSS_ASLEEP), true).open();
            case RESTORED_BACKUP -> new OneProcess(household).startWithBackups();
        }
    }
}
