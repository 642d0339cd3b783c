package dev.tokenfamily.simulation;

/** What {@link TrustPage} says around the figures. */
final class TrustPageText {

    static final String BEGINNING = """
            # Who is logged out, and which thieves are caught

            This page is for people who choose a preset, or who compare rules for rotation. At the end you know how many honest users each
            [preset](../reference/presets.md) logs out, which thefts it notices, and how other rules compare.

            `mvn verify -Psimulate` writes this page, from the seed %d. Each `mvn test` repeats a small part of the simulation, and compares. The code of the
            extension that judges refreshes in production meets populations of clients and thieves, in virtual time. The rules of other products are
            **models** of a few lines each, made from their documentation. A model shows what a rule does, and not how good a product is.

            * *logged out*: a well-behaved client is refused, and its user must log in. A login that ends by a lifetime of its policy is not counted.
            * *noticed at next*: the theft is noticed by the time the owner has refreshed once since the thief first used the copy.
            * *within a day*: the theft is noticed within a day. This includes the thefts that are noticed at next.
            * *never*: the theft is not noticed within the week in which the copy is watched, or before the login ends.
            * *tokens*: how many access tokens a thief gets on average until the theft is noticed, or in a week.

            ## Each preset compared with other rules

            Each table is about the clients that the preset is for, all with the same weight. One rule leaves another one behind if it is as good in both
            columns, *logged out* and *noticed at next*, and better in one. A rule that no other rule leaves behind is *on the front*. A longer grace
            period logs fewer clients out. A rule without a grace period immediately notices a thief who refreshes seconds after the owner. What the
            clients and thieves of each name do is under [Who is who](#who-is-who).
            """.formatted(Simulation.WHOLE.seed());

    static final String BEHIND = "The reason is [below](#what-does-not-hold).";

    static final String PROMISES = """
            ## What is promised

            No client of these is to be logged out, in ten million refreshes of each preset. If a number is not 0, the reason is
            [below](#what-does-not-hold). Every theft is noticed at the owner's next refresh if it lies outside the windows. This means that both used the
            copy further apart than the grace period, that the later use cannot be a lost answer, and that the token was older than the rotation interval.

            | preset | clients | refreshes | logged out |
            |---|---|---|---|""";

    static final String NOT_PROMISED = """
            * If a preset has no late recovery, a client that loses an answer and comes back after the grace period is logged out.
            * The clients restored-backup use tokens two or more generations old. This cannot be distinguished from a theft, and is only reported here.
            * Within the windows a thief is noticed later, or never. Such a thief always comes within seconds after the owner, or takes one access token
              immediately before the owner refreshes. With late recovery, it can also be a thief who takes a single one from the owner's own network.
            * `observe-first` logs nobody out and ends nothing: a theft is reported, and the thief can continue. `fapi2` binds tokens to a key, which the
              thieves here do not have, so that Keycloak refuses them.
            * `strict`, and every other rule without a grace period, logs people out for what clients do all the time.
            """;

    static final String LATE_RECOVERY = """
            ## What late recovery changes

            A lost answer is [recovered](grace.md#late-recovery) after the grace period, and costs no login. In return, a thief in the owner's network who
            refreshes a single time before the owner does gets one access token, and is never noticed ([ADR 26](../adr/0026-late-recovery.md)). The columns
            of clients show how many are logged out, of a million refreshes. The columns of thieves show *noticed at next · never · tokens*.

            | | browser-tabs | sleeping-laptop | phone | app-killed | thief: first | thief: same-network | thief: quiet |
            |---|---|---|---|---|---|---|---|""";

    static final String LOGOUTS = """

            ## Logged out, of a million refreshes

            The clients that a preset is for are in bold.
            """;

    static final String THEFTS = """
            ## Thefts

            All thieves have the same weight. Only thefts are counted in which the thief got a token or an alarm was raised.
            """;

    static final String CLIENTS = """

            ## Who is who

            Access tokens are valid for five minutes. If a source has several figures, the one that is worse for the extension was taken.
            """;

    static final String ROBBERS = """

            A copy is made in office hours of the second day, of the newest token that is stored. It is watched for a week after its first use:
            """;

    static final String MODELS = """

            Each model is as its documentation describes it, and in favour of the product if that describes nothing. No model has a lifetime, as `browser-app` has:
            """;

    static final String LIMITS = """

            The simulation leaves out sessions that end by Keycloak's own limits, and clients that refresh in a loop after a refusal. It also leaves out
            servers that fail or stand still ([Threat model](threat-model.md)), and everything that a thief can do with an access token.""";

    private TrustPageText() {}
}
