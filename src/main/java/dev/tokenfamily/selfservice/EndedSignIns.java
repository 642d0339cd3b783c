package dev.tokenfamily.selfservice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a user has ended, as it waits for its mail.
 *
 * @param user the id
 * @param ends what was ended each time, oldest first, by the names of {@link ActionWords}, with {@link #AT}; never empty
 * @param more how many ends there were besides; 0 or more
 */
record EndedSignIns(String user, List<Map<String, String>> ends, int more) {

    /** When it was, epoch seconds. */
    static final String AT = "at";

    /** How many a mail tells one by one. */
    static final int MOST = 20;

    private static final String ACTION = "action";

    private static final ObjectReader READER = JsonMapper.builder().build().readerFor(EndedSignIns.class);
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

    EndedSignIns {
        ends = List.copyOf(ends);
        if (ends.isEmpty()) {
            throw new IllegalArgumentException("Nothing has ended");
        }
    }

    /** One end. */
    static EndedSignIns of(String user, Map<String, String> facts) {
        return new EndedSignIns(user, List.of(facts), 0);
    }

    static EndedSignIns read(String json) throws JsonProcessingException {
        return READER.readValue(json);
    }

    String json() {
        try {
            return WRITER.writeValueAsString(this);
        } catch (JsonProcessingException e) { // texts are always JSON
            throw new IllegalStateException(e);
        }
    }

    /** With later ones. Where they are too many, those that ended one sign-in are only counted, rather than one that ended all. */
    EndedSignIns and(EndedSignIns later) {
        List<Map<String, String>> all = new ArrayList<>(ends);
        all.addAll(later.ends);
        int uncounted = 0;
        while (all.size() > MOST) {
            all.remove(leastOf(all));
            uncounted++;
        }
        return new EndedSignIns(user, all, more + later.more + uncounted);
    }

    private static Map<String, String> leastOf(List<Map<String, String>> all) {
        return all.stream()
                .filter(end -> WantedAction.EndOne.TEXT.equals(end.get(ACTION)))
                .findFirst()
                .orElse(all.get(0));
    }

    /** How many ends there were. */
    int total() {
        return ends.size() + more;
    }
}
