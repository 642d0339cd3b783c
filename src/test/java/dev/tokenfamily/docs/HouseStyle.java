package dev.tokenfamily.docs;

import dev.tokenfamily.docs.Prose.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How our documents are written: the words that they avoid, whole sentences, and whom each page is for. */
record HouseStyle(List<Rule> rules) {

    /** Beyond it, one sentence says too much. */
    static final int WORDS_OF_A_SENTENCE = 40;

    private static final Path LIST = Path.of("src/test/resources/house-style.txt");

    private static final String FOR_WHOM = "This page is for ";

    /** What readers have when they have read a page, look up in it, or, of a page that was split, find by it. */
    private static final Pattern AT_ITS_END = Pattern.compile("(?:At the end,?|You can look up here|It says where)\\s");

    /** The first one is for whom it is; one more may come between that and what they have. */
    private static final int SENTENCES_OF_A_BEGINNING = 3;

    /**
     * A line of the list.
     *
     * @param opening whether it is only about how a sentence begins
     */
    private record Rule(Pattern avoided, String instead, boolean opening) {

        static Rule of(String line) {
            String[] sides = line.split(" => ", -1);
            if (sides.length != 2 || sides[1].isBlank()) {
                throw new IllegalStateException(LIST + " has a line without => and what to write: " + line);
            }
            boolean opening = line.startsWith("^");
            String words = (opening ? sides[0].substring(1) : sides[0]).strip().replace(" ", "\\s+");
            return opening
                    ? new Rule(Pattern.compile("(?:" + words + ")\\b"), sides[1].strip(), true)
                    : new Rule(
                            Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE),
                            sides[1].strip(),
                            false);
        }

        Stream<String> in(Prose prose) {
            return opening
                    ? prose.sentences().stream()
                            .filter(sentence -> !sentence.asks()
                                    && avoided.matcher(sentence.words()).lookingAt())
                            .map(sentence -> finding(prose, sentence.at(), first(sentence)))
                    : avoided.matcher(prose.words())
                            .results()
                            .map(found -> finding(prose, found.start(), words(found)));
        }

        private String finding(Prose prose, int at, String words) {
            return "%s:%d: “%s” -> %s".formatted(prose.document(), prose.line(at), words, instead);
        }

        private static String words(MatchResult found) {
            return found.group().replaceAll("\\s+", " ");
        }

        private static String first(Sentence sentence) {
            return sentence.words().split("\\s", 2)[0] + " …";
        }
    }

    static HouseStyle read() {
        try (Stream<String> lines = Files.lines(LIST)) {
            return new HouseStyle(lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Rule::of)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is to be written otherwise, with its place. */
    List<String> findings(Prose prose) {
        return Stream.of(rules.stream().flatMap(rule -> rule.in(prose)), tooLong(prose), withoutReaders(prose))
                .flatMap(findings -> findings)
                .toList();
    }

    private static Stream<String> tooLong(Prose prose) {
        return prose.sentences().stream()
                .filter(sentence -> sentence.length() > WORDS_OF_A_SENTENCE)
                .map(sentence -> "%s:%d: a sentence of %d words -> two sentences, or a list"
                        .formatted(prose.document(), prose.line(sentence.at()), sentence.length()));
    }

    /** A page in {@code docs} begins with whom it is for and, soon after that, what they have at its end. */
    private static Stream<String> withoutReaders(Prose prose) {
        List<String> beginning = prose.sentences().stream()
                .limit(SENTENCES_OF_A_BEGINNING)
                .map(Sentence::words)
                .toList();
        boolean begins = !beginning.isEmpty()
                && beginning.get(0).startsWith(FOR_WHOM)
                && beginning.stream()
                        .anyMatch(sentence -> AT_ITS_END.matcher(sentence).lookingAt());
        return begins || !prose.document().startsWith("docs")
                ? Stream.empty()
                : Stream.of(prose.document() + ":1: whom is it for? -> begin with “" + FOR_WHOM
                        + "…”, and then “At the end …” or “You can look up here …”");
    }
}
