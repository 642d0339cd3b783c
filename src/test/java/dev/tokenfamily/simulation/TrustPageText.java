package dev.tokenfamily.simulation;

/** What {@link TrustPage} says around the figures. */
final class TrustPageText {

    static final String BEGINNING = """
            # Who is logged out, and which thieves are caught

            This page is written by `mvn verify -Psimulate`, from the seed %d. An ordinary `mvn test` plays a small part of it again, and compares.
            Under each [preset](../reference/presets.md) the code that judges in production has populations of clients and thieves, in virtual time. What others
            do is there as **models**, of a few lines each, made from their documentation: they show what a rule does, and not how good a
            product is.

            * *logged out*: a well-behaved client is refused, and its user must log in. A login that ends by a lifetime of its policy is not counted.
            * *noticed at next*: by the time the owner has refreshed once since the thief first used the copy; *within a day* counts these too.
            * *tokens*: the access tokens that a thief gets on average until then, or in a week.

            ## Each preset beside what others do

            Each table is of the clients that the preset is for, all with the same weight. One rule leaves another one behind if it is as good in both
            columns, *logged out* and *noticed at next*, and better in one. A rule that none leaves behind is *on the front*: a longer grace period logs
            fewer clients out, and a rule without any notices a thief in lockstep at once.
            """.formatted(Simulation.WHOLE.seed());

    static final String BEHIND = "The reason is [below](#what-does-not-hold).";

    static final String PROMISES = """
            ## What is promised

            Nobody of these is to be logged out, in ten million refreshes of each preset; where somebody is, the reason is
            [below](#what-does-not-hold). Every theft is noticed at the owner's next refresh if it lies outside the windows: both used the copy
            further apart than the grace period, nobody may take the later use for a lost answer, and the token was older than the rotation interval.

            | preset | clients | refreshes | logged out |
            |---|---|---|---|""";

    static final String NOT_PROMISED = """
            * Where a preset has no late recovery, whoever loses an answer and comes back after the grace period is logged out.
            * restored-backup presents tokens two or more generations old. That cannot be told from a theft, and is reported only.
            * Within the windows a thief is noticed later, or never: who always comes within seconds after the owner, and who takes one
              access token just before the owner refreshes; with late recovery also who takes a single one from the owner's own network.
            * `observe-first` logs nobody out and ends nothing: a theft is reported, and the thief goes on. `fapi2` binds tokens to a
              key, which the thieves here do not have; Keycloak refuses them.
            * `strict` and everything else without a grace period logs people out for what clients do all the time.
            """;

    static final String LATE_RECOVERY = """
            ## What late recovery changes

            A lost answer is [recovered](grace.md#late-recovery) after the grace period, and costs no login. In return a thief in the owner's
            network who refreshes a single time before the owner does gets one access token, and is never noticed
            ([ADR 26](../adr/0026-late-recovery.md)). Logged out, of a million refreshes, and thefts: noticed at next · never · tokens.

            | | browser-tabs | sleeping-laptop | phone | app-killed | thief: first | thief: same-network | thief: quiet |
            |---|---|---|---|---|---|---|---|""";

    static final String LOGOUTS = """

            ## Logged out, of a million refreshes

            In bold what a preset is for.
            """;

    static final String THEFTS = """
            ## Thefts

            All thieves alike; of thefts in which the thief got a token or an alarm was raised.
            """;

    static final String CLIENTS = """

            ## Who is who

            Access tokens live for five minutes. Of several figures the one that is worse for us was taken.
            """;

    static final String ROBBERS = """

            A copy is made in office hours of the second day, of the newest token that is stored, and watched for a week after its first use:
            """;

    static final String MODELS = """

            Models; each as its documentation says, and where that says nothing, in favour of the product. None of them has a lifetime, as `browser-app` has:
            """;

    static final String LIMITS = """

            What is left out: sessions that end by Keycloak's own limits, clients that refresh in a loop after a refusal, servers that
            fail or stand still ([Threat model](threat-model.md)), and everything that a thief can do with an access token.""";

    private TrustPageText() {}
}
