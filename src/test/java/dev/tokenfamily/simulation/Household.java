package dev.tokenfamily.simulation;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** One user with one client: the time that passes, the login, the requests on their way, and what became of them. */
final class Household {

    /** Sees what reaches the endpoint. */
    interface Witness {

        /** A client of the user has presented a token, and this is what it will be told. */
        void presented(Token token, Answer answer, long now);

        /** The user has logged in again. */
        void loggedIn(long now);
    }

    private final VirtualTime time;
    private final Dice dice;
    private final LongFunction<Endpoint> logins;
    private final TokenFile file;
    private @Nullable Witness witness;
    private long refreshes;
    private long loggedOut;
    private long expired;

    /**
     * A user who has just logged in.
     *
     * @param logins an endpoint for each login, which begins at that time
     */
    Household(VirtualTime time, Dice dice, LongFunction<Endpoint> logins) {
        this.time = time;
        this.dice = dice;
        this.logins = logins;
        file = new TokenFile(login());
    }

    VirtualTime time() {
        return time;
    }

    Dice dice() {
        return dice;
    }

    TokenFile file() {
        return file;
    }

    void watch(Witness seeing) {
        witness = seeing;
    }

    /** How many refreshes of the user's clients have reached the endpoint. */
    long refreshes() {
        return refreshes;
    }

    /** How often the user had to log in because a refresh was refused. */
    long loggedOut() {
        return loggedOut;
    }

    /** How often the user had to log in because the login had reached the lifetime that was meant for it. */
    long expired() {
        return expired;
    }

    /** Refreshes with the token that is stored now. */
    void refresh(Line line, Runnable answered, Runnable lost) {
        refresh(file.token(), line, answered, lost);
    }

    /**
     * Sends a token. What comes of it is stored, or the user logs in again; then {@code answered} is next. If the answer is lost,
     * nothing is stored, and {@code lost} is next.
     */
    void refresh(Token token, Line line, Runnable answered, Runnable lost) {
        time.after(line.oneWay(dice), () -> {
            Answer answer = present(token, line);
            long wayBack = line.oneWay(dice);
            boolean arrives = !dice.chance(line.loss());
            time.after(wayBack, () -> {
                if (arrives) {
                    receive(token, answer);
                    answered.run();
                } else {
                    lost.run();
                }
            });
        });
    }

    private Answer present(Token token, Line line) {
        long now = time.now();
        Answer answer = token.issuer().refresh(token, line.visit(dice), now);
        refreshes++;
        if (witness != null) {
            witness.presented(token, answer, now);
        }
        return answer;
    }

    private void receive(Token sent, Answer answer) {
        if (sent.issuer() != file.token().issuer()) {
            // the user has logged in again meanwhile, and everybody uses that
            return;
        }
        Token next = answer.token();
        if (next != null) {
            file.store(next, time.now());
        } else {
            count(answer);
            file.store(login(), time.now());
            if (witness != null) {
                witness.loggedIn(time.now());
            }
        }
    }

    private void count(Answer refused) {
        if (refused.expired()) {
            expired++;
        } else {
            loggedOut++;
        }
    }

    private Token login() {
        return logins.apply(time.now()).login(time.now());
    }
}
