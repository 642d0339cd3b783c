package dev.tokenfamily.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows what the mail catcher has caught, to a browser on this machine. A mail's own links open in a new tab. */
final class MailPage {

    private static final int USUAL_PORT = 8025;
    private static final int ANY_FREE_PORT = 0;
    private static final int BACKLOG = 0;

    /** Nothing of a mail runs here, nor loads anything: who writes into it may not be a friend. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                    + " base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private static final String MAIL = "/mails/";

    private static final String STYLE = "<style>:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}"
            + "body{max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}"
            + "th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid gray}"
            + "iframe{width:100%;height:56rem;border:1px solid gray;background:white;color-scheme:light}"
            + "pre{white-space:pre-wrap;overflow-wrap:anywhere}</style>";

    private final MailCatcher catcher;

    private MailPage(MailCatcher catcher) {
        this.catcher = catcher;
    }

    /** Serves the page until the JVM ends, on port 8025 or, where that is taken, on a free one. */
    static URI serve(MailCatcher catcher) throws IOException {
        int port = BusyPort.isFree(USUAL_PORT) ? USUAL_PORT : ANY_FREE_PORT;
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.createContext("/", new MailPage(catcher)::answer);
        server.start();
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> page = page(exchange.getRequestURI().getPath());
            byte[] body = page.orElse("There is no such mail.").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.sendResponseHeaders(page.isPresent() ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Optional<String> page(String path) throws IOException {
        if (path.equals("/")) {
            return Optional.of(list());
        }
        return path.startsWith(MAIL)
                ? catcher.mail(path.substring(MAIL.length())).map(MailPage::opened)
                : Optional.empty();
    }

    private String list() throws IOException {
        String rows = catcher.mails().stream()
                .map(mail -> "<tr><td><a href=\"" + MAIL + escaped(mail.name()) + "\">" + escaped(mail.subject())
                        + "</a></td><td>" + escaped(mail.to()) + "</td><td>" + escaped(mail.sent()) + "</td></tr>")
                .collect(Collectors.joining());
        String table = "<table><thead><tr><th>Subject</th><th>To</th><th>Sent</th></tr></thead><tbody>" + rows
                + "</tbody></table>";
        return page(
                "Mails of the demo",
                "<meta http-equiv=\"refresh\" content=\"5\">",
                rows.isEmpty() ? "<p>There are none yet. This page looks for new ones every five seconds.</p>" : table);
    }

    private static String opened(CaughtMail mail) {
        String heads = "<p><a href=\"/\">All mails</a></p><p>From: " + escaped(mail.from()) + "<br>To: "
                + escaped(mail.to()) + "<br>Sent: " + escaped(mail.sent()) + "</p>";
        return page(mail.subject(), "", heads + html(mail) + text(mail));
    }

    /** Its own links are the only thing that works in it. */
    private static String html(CaughtMail mail) {
        return Optional.ofNullable(mail.parts().get("text/html"))
                .map(html -> "<iframe title=\"The mail as HTML\""
                        + " sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\""
                        + escaped("<base target=\"_blank\">" + html) + "\"></iframe>")
                .orElse("");
    }

    private static String text(CaughtMail mail) {
        return Optional.ofNullable(mail.parts().get("text/plain"))
                .map(text -> "<h2>As plain text</h2><pre>"
                        + escaped(text).replaceAll("https?://[^\\s<>\"]+", "<a href=\"$0\" target=\"_blank\">$0</a>")
                        + "</pre>")
                .orElse("");
    }

    private static String page(String title, String head, String content) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title) + "</title>"
                + head + STYLE + "</head><body><main><h1>" + escaped(title) + "</h1>" + content
                + "</main></body></html>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
