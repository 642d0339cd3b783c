package dev.tokenfamily.incident;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one mail tells its user: the incidents that were gathered for it, a wave at a time.
 *
 * @param shown the first incident of each wave that is shown, in the order of the mail; empty where the incidents are gone
 * @param total how many incidents it is about; 0 or more
 */
public record Digest(List<Entry> shown, long total) {

    /** So many waves are shown. Whoever reads the mail needs one of them to answer. */
    public static final int MOST_SHOWN = 10;

    /**
     * A wave in a mail.
     *
     * @param first of its incidents
     * @param others how many there are besides; 0 or more
     */
    public record Entry(IncidentNotice first, long others) {}

    /**
     * How many incidents of a user a wave has.
     *
     * @param clientId internal id of the client
     * @param wave its id
     * @param incidents 1 or more
     */
    public record Share(String clientId, String wave, long incidents) {}

    /** How many incidents are in none of the waves that are shown; 0 or more. */
    public long more() {
        return Math.max(
                0, total - shown.stream().mapToLong(entry -> 1 + entry.others).sum());
    }

    /**
     * The waves that are shown, so that a flood cannot crowd out what is unlike it: of each client the smallest first, then the
     * smallest of what is left.
     *
     * @param shares of all waves, the smallest first
     */
    public static List<Share> choose(List<Share> shares) {
        List<Share> ofNewClients = new ArrayList<>();
        List<Share> others = new ArrayList<>();
        Set<String> clients = new HashSet<>();
        for (Share share : shares) {
            (clients.add(share.clientId) ? ofNewClients : others).add(share);
        }
        ofNewClients.addAll(others);
        return List.copyOf(ofNewClients.subList(0, Math.min(MOST_SHOWN, ofNewClients.size())));
    }
}
