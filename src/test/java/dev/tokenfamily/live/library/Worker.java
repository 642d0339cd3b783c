package dev.tokenfamily.live.library;

import java.util.List;

/** A process of an application, or a tab. */
interface Worker {

    /**
     * Makes so many calls at the same moment, each of which needs an access token. The library refreshes in each, or once for all, as it
     * does: since the token has expired, or since it is told to.
     *
     * @return what each of them got, or one outcome for all
     */
    List<Outcome> call(int atOnce);

    /** Ends it at once, while a call may be under way, which then has any outcome. */
    void kill();
}
