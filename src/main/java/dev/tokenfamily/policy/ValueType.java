package dev.tokenfamily.policy;

import java.util.List;
import java.util.regex.Pattern;

/** What values a key allows, and which it has where none is given. */
public sealed interface ValueType {

    /** The value that a key has where none is given, as text. */
    String defaultText();

    /** The range, as it reads in "must be …". */
    String range();

    /**
     * One of a list; the first is the default.
     *
     * @param choices at least one
     */
    record OneOf(List<Choice> choices) implements ValueType {

        OneOf(Choice... choices) {
            this(List.of(choices));
        }

        @Override
        public String defaultText() {
            return choices.get(0).text();
        }

        @Override
        public String range() {
            return "one of " + String.join(", ", texts());
        }

        /** The choices as text. */
        public List<String> texts() {
            return choices.stream().map(Choice::text).toList();
        }
    }

    /** A whole number, from {@code min} to {@code max}, both included. */
    record Whole(long min, long max, long defaultValue) implements ValueType {

        @Override
        public String defaultText() {
            return Long.toString(defaultValue);
        }

        @Override
        public String range() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /** The alias of something in the realm. */
    record Alias(String defaultText) implements ValueType {

        @Override
        public String range() {
            return "the alias of a required action of the realm, or " + defaultText;
        }
    }

    /** True or false. */
    record TrueOrFalse(boolean defaultValue) implements ValueType {

        @Override
        public String defaultText() {
            return Boolean.toString(defaultValue);
        }

        @Override
        public String range() {
            return "true or false";
        }
    }

    /** A list of what is in the realm, by names; empty where none is given. */
    record Names(Kind kind) implements ValueType {

        /** How many at most: each of them is looked up at each refresh. */
        public static final int MOST = 100;

        /** Of what kind they are. */
        public enum Kind {
            /** Roles of the realm, or of clients as {@code client.role}. */
            ROLES("names of roles", "[^\\p{Cntrl}]{1,255}"),
            /** Groups. */
            GROUPS("paths of groups, which begin with /", "/[^/\\p{Cntrl}][^\\p{Cntrl}]{0,253}");

            private final String words;
            private final Pattern form;

            Kind(String words, String form) {
                this.words = words;
                this.form = Pattern.compile(form);
            }
        }

        @Override
        public String defaultText() {
            return "";
        }

        @Override
        public String range() {
            return "a list of " + kind.words + ", at most " + MOST + ", of at most 255 characters each";
        }

        /** Whether it can be the name of such. */
        boolean allows(String name) {
            return kind.form.matcher(name).matches();
        }
    }
}
