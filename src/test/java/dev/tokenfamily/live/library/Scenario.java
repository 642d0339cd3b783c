package dev.tokenfamily.live.library;

/** What happens to an application. */
enum Scenario {

    /** Several calls of one process at the same moment. */
    PARALLEL("parallel calls") {
        @Override
        void play(Play play) {
            Worker worker = play.start();
            for (int round = 0; round < ROUNDS; round++) {
                play.passRound();
                play.network().gatherUpTo(CALLS);
                play.call(worker, CALLS);
            }
        }
    },

    /** Several processes or tabs, with several calls each; in every other round they race as they come. */
    PROCESSES("several processes") {
        @Override
        void play(Play play) {
            for (int worker = 0; worker < WORKERS; worker++) {
                play.start();
            }
            for (int round = 0; round < 2 * ROUNDS; round++) {
                play.passRound();
                play.network().gatherUpTo(round % 2 == 0 ? WORKERS * CALLS : 1);
                play.callAll(CALLS);
            }
        }
    },

    /** A process or tab ends when Keycloak has answered, and before it has stored the answer. */
    KILLED("killed before it stored") {
        @Override
        void play(Play play) throws InterruptedException {
            Worker worker = play.start();
            play.passRound();
            play.killDuringCall(worker);
            play.call(play.start(), 1);
        }
    },

    /** The answer is lost, however often the application asks, and a moment later the network is there again. */
    LOST("answer lost") {
        @Override
        void play(Play play) {
            Worker worker = play.start();
            play.passRound();
            play.loseAnswerOf(worker);
            play.call(worker, 1);
        }
    },

    /** The answer is lost, and the network is there again only when the grace period is over. */
    OFFLINE("lost, then offline") {
        @Override
        void play(Play play) {
            Worker worker = play.start();
            play.passRound();
            play.loseAnswerOf(worker);
            play.realm().pass(OFFLINE_SECONDS);
            play.call(worker, 1);
        }
    };

    static final int CALLS = 4;
    static final int WORKERS = 4;
    static final int ROUNDS = 2;

    /** Two hours: longer than any grace period of a preset, shorter than any session. */
    static final int OFFLINE_SECONDS = 7200;

    private final String heading;

    Scenario(String heading) {
        this.heading = heading;
    }

    /** In a few words. */
    String heading() {
        return heading;
    }

    abstract void play(Play play) throws InterruptedException;
}
