package dev.tokenfamily.globalrevocation;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whom a request is about, as its caller names the one (RFC 9493). Whether there is such a user is another question. */
sealed interface SubjectIdentifier {

    /** The member that says which members there are. */
    String FORMAT = "format";

    /** Longer than whatever names a user, and short enough for every column that is compared with it. */
    int LONGEST = 255;

    /** By the issuer of tokens about the user, and the {@code sub} in them (RFC 9493 §3.2.3). */
    record IssuerAndSubject(String issuer, String subject) implements SubjectIdentifier {

        private static final String NAME = "iss_sub";

        @Override
        public Map<String, String> members() {
            return Map.of(FORMAT, NAME, "iss", issuer, "sub", subject);
        }
    }

    /** By the id of the user in this realm (RFC 9493 §3.2.4). */
    record Opaque(String id) implements SubjectIdentifier {

        private static final String NAME = "opaque";

        @Override
        public Map<String, String> members() {
            return Map.of(FORMAT, NAME, "id", id);
        }
    }

    /** By a mail address (RFC 9493 §3.2.2). */
    record Email(String address) implements SubjectIdentifier {

        private static final String NAME = "email";

        @Override
        public Map<String, String> members() {
            return Map.of(FORMAT, NAME, "email", address);
        }
    }

    /** The members of the JSON object. */
    Map<String, String> members();

    /**
     * Reads the members of a JSON object.
     *
     * @throws IllegalArgumentException if it is none that is understood here; the message says why, for the caller, and shows
     *     no value
     */
    static SubjectIdentifier of(Map<String, String> members) {
        return switch (member(members, FORMAT)) {
            case IssuerAndSubject.NAME -> {
                requireOnly(members, Set.of(FORMAT, "iss", "sub"));
                yield new IssuerAndSubject(member(members, "iss"), member(members, "sub"));
            }
            case Opaque.NAME -> {
                requireOnly(members, Set.of(FORMAT, "id"));
                yield new Opaque(member(members, "id"));
            }
            case Email.NAME -> {
                requireOnly(members, Set.of(FORMAT, "email"));
                yield new Email(member(members, "email"));
            }
            default ->
                throw new IllegalArgumentException(
                        "The format of 'sub_id' is not supported; supported are iss_sub, opaque and email");
        };
    }

    private static String member(Map<String, String> members, String name) {
        String value = members.getOrDefault(name, "");
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The member '%s' of 'sub_id' must be a text of 1 to %d characters".formatted(name, LONGEST));
        }
        return value;
    }

    /** RFC 9493 §3: no members that the format does not describe. */
    private static void requireOnly(Map<String, String> members, Set<String> known) {
        if (!known.containsAll(members.keySet())) {
            throw new IllegalArgumentException(
                    "This format of 'sub_id' has the members %s and no others".formatted(new TreeSet<>(known)));
        }
    }
}
