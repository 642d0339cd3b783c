package dev.tokenfamily.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a Markdown document says in words. Each character is where it is in the document: code is {@value #CODE} instead,
 * and addresses, tags and comments are blanks.
 *
 * @param document its path, as findings name it
 * @param words as long as the document
 */
record Prose(Path document, String words) {

    /** It is no letter, so that code is no part of a phrase, and no blank, so that it may be the subject of a sentence. */
    private static final String CODE = "¤";

    private static final Pattern IN_CODE = Pattern.compile("(?ms)^ *```.*?^ *```|^ {4,}\\S[^\n]*|`[^`\n]*`");

    /** Comments and tags, the target of a link, where a label is defined, and the line below the head of a table. */
    private static final Pattern MARKUP = Pattern.compile(
            "(?ms)<!--.*?-->|<[^>\n]*>|(?<=\\])(?:\\([^)\n]*\\)|\\[[^\\]\n]*\\])|^\\[[^\\]\n]+\\]: [^\n]*|^\\|[-|]+$");

    /** A line that belongs to no sentence: of a table, or a heading. */
    private static final Pattern NO_SENTENCE = Pattern.compile("(?m)^(?:\\||#)[^\n]*");

    /** Paragraphs, and what is listed, whatever its mark. */
    private static final Pattern BLOCK = Pattern.compile("(?m)\n\\s*\n|^\\s*(?:[*+-]|\\d+\\.)\\s");

    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.!?])(?=[\\s)*_])");

    /**
     * A sentence, or what stands in the place of one.
     *
     * @param at where it begins in the document
     */
    record Sentence(int at, String words) {

        boolean asks() {
            return words.endsWith("?");
        }

        /** How many words it has; a block of code is one. */
        long length() {
            return Pattern.compile("[\\p{L}\\p{N}¤]+\\S*(?:\\n¤+(?=\\n|$))*")
                    .matcher(words)
                    .results()
                    .count();
        }
    }

    static Prose in(Path document) {
        try {
            return of(document, Files.readString(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Prose of(Path document, String text) {
        String withoutCode = IN_CODE.matcher(text).replaceAll(code -> filled(code, CODE));
        return new Prose(document, MARKUP.matcher(withoutCode).replaceAll(markup -> filled(markup, " ")));
    }

    /** The same number of characters, on the same number of lines. */
    private static String filled(MatchResult part, String with) {
        return part.group().replaceAll("[^\n]", with);
    }

    /** The line of the document, from 1. */
    int line(int position) {
        return 1 + (int) words.chars().limit(position).filter(c -> c == '\n').count();
    }

    /** Outside of headings and tables. */
    List<Sentence> sentences() {
        String text = NO_SENTENCE.matcher(words).replaceAll(line -> filled(line, " "));
        List<Sentence> sentences = new ArrayList<>();
        int[] from = {0};
        BLOCK.matcher(text).results().forEach(between -> {
            block(text, from[0], between.start(), sentences);
            from[0] = between.end();
        });
        block(text, from[0], text.length(), sentences);
        return sentences;
    }

    private static void block(String text, int from, int to, List<Sentence> sentences) {
        int at = from;
        for (String part : END_OF_SENTENCE.split(text.substring(from, to), -1)) {
            String sentence = part.replaceAll("^[\\s)*_]+", "").strip();
            if (!sentence.isEmpty()) {
                sentences.add(new Sentence(at + part.indexOf(sentence), sentence));
            }
            at += part.length();
        }
    }
}
