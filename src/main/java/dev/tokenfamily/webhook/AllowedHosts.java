package dev.tokenfamily.webhook;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The receivers to which realms may have webhooks delivered at all, in the words of the operator: an admin of a realm must not aim
 * this server at what only the server reaches.
 *
 * @param entries none, if no webhooks are allowed
 */
public record AllowedHosts(List<Entry> entries) {

    /** The port of HTTPS, where an entry says no other. */
    static final int HTTPS = 443;

    private static final String ANY_BELOW = "*.";

    private static final Pattern ENTRY = Pattern.compile(
            "(?<host>(?:\\*\\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(?<port>[0-9]{1,5}))?(?:=(?<ranges>[0-9a-f.:/+]+))?");

    /** A top-level domain alone would allow anybody. */
    private static final Pattern DOMAIN = Pattern.compile("[^.]+(?:\\.[^.]+)+");

    /** A copy that nobody changes. */
    public AllowedHosts {
        entries = List.copyOf(entries);
    }

    /**
     * A host that is allowed.
     *
     * @param name in lower case; with {@code *.} before it, all names below it
     * @param port the only one that is allowed there
     * @param opened ranges of addresses inside, at which it may be
     */
    public record Entry(String name, int port, List<NetworkRange> opened) {

        /** A copy that nobody changes. */
        public Entry {
            opened = List.copyOf(opened);
        }

        private boolean allows(String host, int itsPort) {
            boolean named = name.startsWith(ANY_BELOW)
                    ? host.length() > name.length() - 1 && host.endsWith(name.substring(1))
                    : host.equals(name);
            return named && itsPort == port;
        }

        /** Why nothing is delivered to that address of it, in a word for the kind of address; empty where it is. */
        public Optional<String> refusal(InetAddress address) {
            return AddressRule.refusal(address, opened);
        }
    }

    /**
     * The hosts that an option names: {@code siem.example.org}, {@code *.hooks.example.org:8443}, or with the ranges inside at which it
     * is {@code siem.corp.example=10.1.0.0/16+fd00:1::/32}.
     *
     * @throws IllegalArgumentException for anything else, with a message that names it
     */
    public static AllowedHosts of(List<String> option) {
        List<Entry> entries = new ArrayList<>();
        for (String text : option) {
            if (!text.isBlank()) {
                entries.add(entry(text.strip()));
            }
        }
        return new AllowedHosts(entries);
    }

    private static Entry entry(String text) {
        Matcher parts = ENTRY.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "The host '%s' is not written like siem.example.org, *.example.org, siem.example.org:8443 or "
                                    .formatted(text)
                            + "siem.example.org=10.1.0.0/16");
        }
        String name = parts.group("host");
        if (name.startsWith(ANY_BELOW)
                && !DOMAIN.matcher(name.substring(ANY_BELOW.length())).matches()) {
            throw new IllegalArgumentException("The host '%s' would allow a whole top-level domain".formatted(text));
        }
        String ranges = parts.group("ranges");
        List<NetworkRange> opened = new ArrayList<>();
        if (ranges != null) {
            for (String range : ranges.split("\\+", -1)) {
                opened.add(NetworkRange.of(range));
            }
        }
        return new Entry(name, port(parts.group("port"), text), List.copyOf(opened));
    }

    private static int port(@Nullable String port, String text) {
        int number = port == null ? HTTPS : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("The host '%s' has no port from 1 to 65535".formatted(text));
        }
        return number;
    }

    /** The names as the option has them, without what is opened there. */
    public List<String> names() {
        return entries.stream()
                .map(entry -> entry.port() == HTTPS ? entry.name() : entry.name() + ":" + entry.port())
                .toList();
    }

    /** Whether any webhooks are allowed. */
    public boolean any() {
        return !entries.isEmpty();
    }

    /**
     * What allows an endpoint.
     *
     * @throws InvalidWebhooksException if nothing does
     */
    public Entry require(Endpoint endpoint) {
        String host = endpoint.host();
        int port = endpoint.port();
        return entries.stream()
                .filter(entry -> entry.allows(host, port))
                .findFirst()
                .orElseThrow(() -> new InvalidWebhooksException(
                        "The operator of this server does not allow webhooks to %s, port %d".formatted(host, port)));
    }
}
