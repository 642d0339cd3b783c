package dev.tokenfamily.notice;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * What people call a device, by the header {@code User-Agent}, as Keycloak's account console does. Whoever sends a request can
 * write there what they like, and the parser hands much of it on; only names that are known beforehand are ever said.
 */
public final class Devices {

    private static final Set<String> BROWSERS = Set.of(
            "Amazon Silk",
            "Brave",
            "Chrome",
            "Chrome Mobile",
            "Chrome Mobile iOS",
            "Chrome Mobile WebView",
            "Chromium",
            "DuckDuckGo",
            "DuckDuckGo Mobile",
            "Edge",
            "Edge Mobile",
            "Electron",
            "Epiphany",
            "Firefox",
            "Firefox iOS",
            "Firefox Mobile",
            "HeadlessChrome",
            "Huawei Browser",
            "IE",
            "IE Mobile",
            "Konqueror",
            "MiuiBrowser",
            "Mobile Safari",
            "Mobile Safari UI/WKWebView",
            "Oculus Browser",
            "Opera",
            "Opera Mini",
            "Opera Mobile",
            "Opera Touch",
            "Pale Moon",
            "Puffin",
            "QQ Browser",
            "QQ Browser Mobile",
            "Safari",
            "Samsung Internet",
            "SeaMonkey",
            "UC Browser",
            "Vivaldi",
            "Whale",
            "Yandex Browser");

    /** What applications without a browser send by default. */
    private static final Set<String> LIBRARIES = Set.of(
            "Apache-HttpClient",
            "axios",
            "CFNetwork",
            "curl",
            "Go-http-client",
            "HTTPie",
            "Java",
            "node-fetch",
            "okhttp",
            "PostmanRuntime",
            "Python aiohttp",
            "Python Requests",
            "Python-urllib",
            "Wget");

    private static final Set<String> SYSTEMS = Set.of(
            "Android",
            "Arch Linux",
            "CentOS",
            "Chrome OS",
            "Debian",
            "Fedora",
            "FreeBSD",
            "Gentoo",
            "iOS",
            "KaiOS",
            "Linux",
            "Linux Mint",
            "Mac OS X",
            "NetBSD",
            "OpenBSD",
            "Red Hat",
            "Solaris",
            "SUSE",
            "Tizen",
            "tvOS",
            "Ubuntu",
            "WatchOS",
            "webOS",
            "Windows",
            "Windows Phone");

    /** Large, and made when the first device is to be named. */
    private static final Parser PARSER = new Parser();

    private Devices() {}

    /**
     * A device in known words.
     *
     * @param browser or library, without its version; empty where it is not known
     * @param system without its version; empty where it is not known
     */
    public record Device(String browser, String system) {}

    /**
     * What a device is called.
     *
     * @param userAgent the header; null where there was none
     */
    public static Device name(@Nullable String userAgent) {
        if (userAgent == null) {
            return new Device("", "");
        }
        Client client = PARSER.parse(userAgent);
        return new Device(
                known(client.userAgent.family, BROWSERS) + known(client.userAgent.family, LIBRARIES),
                known(client.os.family, SYSTEMS));
    }

    /**
     * The name of a device: browser and system, without versions. Empty where neither is known.
     *
     * @param userAgent the header; null where there was none
     */
    static String describe(@Nullable String userAgent) {
        Device device = name(userAgent);
        String separator = device.browser().isEmpty() || device.system().isEmpty() ? "" : ", ";
        return device.browser() + separator + device.system();
    }

    private static String known(@Nullable String name, Set<String> names) {
        return name != null && names.contains(name) ? name : "";
    }
}
