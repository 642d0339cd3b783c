package dev.tokenfamily.selfservice;

import dev.tokenfamily.incident.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that a user wants to change, of what is the user's own. */
sealed interface WantedAction {

    /** What it is called in requests, in events and on the page that confirms it. */
    String text();

    /** Ends one family, with the login that it lives on. */
    record EndOne(String familyId) implements WantedAction {
        static final String TEXT = "end";

        @Override
        public String text() {
            return TEXT;
        }
    }

    /** Ends all but what lives on the caller's own login. */
    record EndOthers() implements WantedAction {
        static final String TEXT = "end-others";

        @Override
        public String text() {
            return TEXT;
        }
    }

    /** Ends all. */
    record EndAll() implements WantedAction {
        static final String TEXT = "end-all";

        @Override
        public String text() {
            return TEXT;
        }
    }

    /**
     * Names a family.
     *
     * @param name null where it is to have none
     */
    record Name(String familyId, @Nullable String name) implements WantedAction {
        static final String TEXT = "name";

        @Override
        public String text() {
            return TEXT;
        }
    }

    /** Says of an incident who it was. */
    record Answering(String incidentId, Answer answer) implements WantedAction {
        static final String TEXT = "answer";

        @Override
        public String text() {
            return TEXT;
        }
    }

    /** It in texts, for whoever keeps it. */
    default Map<String, String> write() {
        Map<String, String> texts = new HashMap<>();
        texts.put("action", text());
        if (this instanceof EndOne end) {
            texts.put("family", end.familyId());
        } else if (this instanceof Name name) {
            texts.put("family", name.familyId());
            texts.put("name", name.name() == null ? "" : name.name());
        } else if (this instanceof Answering answering) {
            texts.put("incident", answering.incidentId());
            texts.put("answer", answering.answer().text());
        }
        return texts;
    }

    /** Reads what {@link #write} has written; empty for anything else, as of a later version. */
    static Optional<WantedAction> read(Map<String, String> texts) {
        @Nullable String family = texts.get("family");
        @Nullable String incident = texts.get("incident");
        String action = texts.getOrDefault("action", "");
        return switch (action) {
            case EndOthers.TEXT -> Optional.of(new EndOthers());
            case EndAll.TEXT -> Optional.of(new EndAll());
            case EndOne.TEXT -> Optional.ofNullable(family).map(EndOne::new);
            case Name.TEXT ->
                Optional.ofNullable(family)
                        .map(id -> new Name(id, texts.getOrDefault("name", "").isEmpty() ? null : texts.get("name")));
            case Answering.TEXT ->
                incident == null
                        ? Optional.empty()
                        : Answer.parse(texts.getOrDefault("answer", "")).map(answer -> new Answering(incident, answer));
            default -> Optional.empty();
        };
    }
}
