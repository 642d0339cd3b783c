package dev.tokenfamily.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stays of a user agent when its program is updated (RFC 9110 §10.1.5): the names of its products without their versions, and
 * the system that its comments name. It takes any name for one, since most applications are known to no list. The sender chooses the
 * header: two that differ are two programs, two that are alike may be anything.
 *
 * @param text the products, and after a semicolon the system; empty where there was no header
 */
public record UserAgentFamily(String text) {

    /** Each before those whose name its own comment may contain, as "like Mac OS X" is in that of an iPhone. */
    private static final List<String> SYSTEMS = List.of(
            "Windows Phone", "Windows", "Android", "iPhone", "iPad", "CrOS", "Macintosh", "Mac OS X", "Linux", "X11");

    /** The family of that header; null where there was none. */
    public static UserAgentFamily of(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return new UserAgentFamily("");
        }
        StringBuilder products = new StringBuilder();
        StringBuilder comments = new StringBuilder();
        int depth = 0;
        for (int n = 0; n < userAgent.length(); n++) {
            char c = userAgent.charAt(n);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth = Math.max(0, depth - 1);
            } else {
                (depth == 0 ? products : comments).append(c);
            }
        }
        return new UserAgentFamily(names(products.toString()) + "; " + system(comments.toString()));
    }

    private static String names(String products) {
        List<String> words = new ArrayList<>(Arrays.asList(products.strip().split(" +", -1)));
        words.removeIf(UserAgentFamily::isVersion);
        return words.stream().map(word -> word.split("/", 2)[0]).collect(Collectors.joining(" "));
    }

    /** As in "Example 4.2" and in "Example v4". */
    private static boolean isVersion(String word) {
        String number = word.startsWith("v") ? word.substring(1) : word;
        return word.isEmpty() || (!number.isEmpty() && number.charAt(0) >= '0' && number.charAt(0) <= '9');
    }

    private static String system(String comments) {
        return SYSTEMS.stream().filter(comments::contains).findFirst().orElse("");
    }
}
