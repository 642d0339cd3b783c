package dev.tokenfamily.simulation;

/**
 * How a rule about new places bothers people who move, in a month of each.
 *
 * @param users who were played
 * @param refreshes of all of them
 * @param changes how often an event says that the place is a new one
 * @param mails that they get, where they are told
 * @param logins that they have to make, where a new place requires one
 */
record PlaceCount(long users, long refreshes, long changes, long mails, long logins) {

    static final PlaceCount NONE = new PlaceCount(0, 0, 0, 0, 0);

    /** What is called a month here, milliseconds. */
    static final long MONTH = 30 * VirtualTime.DAY;

    PlaceCount plus(PlaceCount other) {
        return new PlaceCount(
                users + other.users,
                refreshes + other.refreshes,
                changes + other.changes,
                mails + other.mails,
                logins + other.logins);
    }

    /** Of one user. */
    double each(long count) {
        return users == 0 ? 0 : (double) count / users;
    }
}
