package dev.tokenfamily.store.family;

import dev.tokenfamily.family.IpPrefix;
import dev.tokenfamily.family.RetryBinding;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a row keeps what binds a retry to the rotation. Versions before this column know only whether it is the address, and leave
 * the column as it is when they rotate. So the text begins with the generation that the rotation led to, and is good for no other:
 * {@code 7 24/56} is a prefix, {@code 7 0/0 0ZcO…} a key, {@code 7 0/0 ?} a key that nobody proved, and {@code 7 0/0 =0ZcO…} a key
 * that a retry need not prove, kept for a late recovery.
 */
final class RetryBindingColumn {

    private static final String NO_KEY = "?";

    private static final String KEPT = "=";

    private static final Pattern TEXT =
            Pattern.compile("([0-9]{1,10}) ([0-9]{1,2})/([0-9]{1,3})(?: (=?)([\\w?-]{1,86}))?");

    /** What a later version may have written: whatever it binds to, no retry of ours fits it. */
    private static final RetryBinding UNREADABLE = RetryBinding.ADDRESS.and(RetryBinding.KEY);

    private RetryBindingColumn() {}

    /** What earlier versions see of it, and bind to at least. */
    static boolean addressBound(RetryBinding binding) {
        return binding.sameKey() || !binding.prefix().equals(IpPrefix.NONE);
    }

    /** At most 105 characters; null where {@link #addressBound} says it all. */
    static @Nullable String write(int generation, RetryBinding binding) {
        if (binding.equals(RetryBinding.NONE) || binding.equals(RetryBinding.ADDRESS)) {
            return null;
        }
        IpPrefix prefix = binding.prefix();
        String key = binding.key() == null ? NO_KEY : binding.key();
        String asked = binding.sameKey() ? " " + key : "";
        String kept = !binding.sameKey() && binding.key() != null ? " " + KEPT + key : "";
        return generation + " " + prefix.ipv4() + "/" + prefix.ipv6() + asked + kept;
    }

    /**
     * Reads it back.
     *
     * @param generation of the head
     * @param addressBound what earlier versions know of it
     */
    static RetryBinding read(@Nullable String text, int generation, boolean addressBound) {
        RetryBinding plain = addressBound ? RetryBinding.ADDRESS : RetryBinding.NONE;
        if (text == null) {
            return plain;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return UNREADABLE;
        }
        if (Long.parseLong(matcher.group(1)) != generation) {
            return plain;
        }
        @Nullable String key = matcher.group(5);
        boolean sameKey = key != null && !KEPT.equals(matcher.group(4));
        IpPrefix prefix = new IpPrefix(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
        return new RetryBinding(prefix, sameKey, NO_KEY.equals(key) ? null : key);
    }
}
