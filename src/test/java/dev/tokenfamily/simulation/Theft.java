package dev.tokenfamily.simulation;

import org.jspecify.annotations.Nullable;

/** One theft, from the copy to the alarm, or until it is clear that none will come. */
final class Theft implements Household.Witness {

    /** When a theft is noticed. */
    enum Noticed {
        /** By the owner's next refresh at the latest. */
        NEXT,
        /** Later, but within a day after the copy was used first. */
        DAY,
        /** Later than that, within the week that is played. */
        LATER,
        /** Not in that week, or not before the login ended. */
        NEVER,
        /** Not, and there is nothing to notice: the thief got no token. */
        NOTHING
    }

    /** For so long a theft is watched. */
    static final long WEEK = 7 * VirtualTime.DAY;

    /** By then the latest thief has been watched for so long. */
    private static final long LONGEST = 12 * VirtualTime.DAY;

    private static final long NEVER = Long.MIN_VALUE;

    private final Household household;
    private final Thief thief;
    private final Windows windows;
    private final long begin;
    private @Nullable Token copy;
    private @Nullable Token held;
    private long firstUse = NEVER;
    private long ownersUse = NEVER;
    private boolean successorUsed;
    private boolean successorUsedInBetween;
    private boolean ownerCame;
    private boolean ownerTooLate;
    private boolean planned;
    private boolean over;
    private int tokens;
    private Noticed noticed = Noticed.NEVER;

    /** Of the token of a household that has just begun. */
    Theft(Household household, Thief thief, Windows windows) {
        this.household = household;
        this.thief = thief;
        this.windows = windows;
        begin = household.time().now();
        household.watch(this);
    }

    /** Plans it for the second day. */
    void plan() {
        planAfter(begin);
    }

    /** Plans it for the day after that one, which begins at midnight. */
    void planAfter(long day) {
        household.time().at(thief.copies(household.dice(), day), this::copy);
    }

    private void copy() {
        copy = household.file().token();
        held = copy;
        household.time().after(thief.waits(household.dice()), () -> {
            if (thief != Thief.LOCKSTEP) {
                use();
            }
        });
    }

    private void use() {
        Token presented = held;
        if (over || presented == null) {
            return;
        }
        long now = household.time().now();
        noteUse(presented, now, false);
        if (firstUse == NEVER) {
            firstUse = now;
        }
        Answer answer = presented.issuer().refresh(presented, thief.visit(), now);
        if (answer.alarm()) {
            noticed(now, !ownerCame);
        }
        held = answer.token();
        if (held == null) {
            over |= tokens == 0;
            return;
        }
        tokens++;
        if (thief.persists()) {
            household.time().after(Endpoint.ACCESS_TOKEN, this::use);
        }
    }

    /** Of a client of the owner. */
    @Override
    public void presented(Token token, Answer answer, long now) {
        Token first = copy;
        if (first == null || token.issuer() != first.issuer()) {
            return;
        }
        noteUse(token, now, true);
        ownerTooLate |= answer.expired();
        boolean next = !ownerCame;
        ownerCame |= firstUse != NEVER;
        if (answer.alarm() && firstUse != NEVER) {
            noticed(now, next);
        } else if (thief == Thief.LOCKSTEP && !planned) {
            planned = true;
            household.time().after(household.dice().between(VirtualTime.SECOND, 4 * VirtualTime.SECOND), () -> {
                planned = false;
                use();
            });
        }
    }

    private void noteUse(Token token, long now, boolean owners) {
        boolean bothUsed = ownersUse != NEVER && firstUse != NEVER;
        if (!token.equals(copy)) {
            successorUsed |= ownersUse != NEVER || firstUse != NEVER;
        } else if (owners && ownersUse == NEVER) {
            ownersUse = now;
        }
        if (!bothUsed) {
            successorUsedInBetween = successorUsed;
        }
    }

    private void noticed(long now, boolean byNext) {
        boolean withinDay = now - firstUse <= VirtualTime.DAY;
        noticed = byNext ? Noticed.NEXT : withinDay ? Noticed.DAY : Noticed.LATER;
        over = true;
    }

    @Override
    public void loggedIn(long now) {
        Token first = copy;
        if (first != null && firstUse != NEVER) {
            over = true;
        }
    }

    /** Whether there is nothing more to see. */
    boolean over() {
        long now = household.time().now();
        return over || now - begin > LONGEST || (firstUse != NEVER && now - firstUse > WEEK);
    }

    Noticed noticed() {
        return noticed == Noticed.NEVER && tokens == 0 ? Noticed.NOTHING : noticed;
    }

    /** How many times the thief got an access token. */
    int tokens() {
        return tokens;
    }

    /** Whether both used the copied token so far apart, within the lifetime of the login, that the policy must raise an alarm. */
    boolean outsideWindows() {
        Token first = copy;
        boolean bothUsed = firstUse != NEVER && ownersUse != NEVER;
        if (first == null || !bothUsed || ownerTooLate || noticed() == Noticed.NOTHING) {
            return false;
        }
        long age = Math.min(firstUse, ownersUse) - first.issuedAt();
        return windows.leaveOut(age, Math.abs(firstUse - ownersUse), successorUsedInBetween);
    }
}
