package dev.tokenfamily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.Sighting;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.theme.FolderTheme;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.KeycloakSanitizerMethod;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.LinkExpirationFormatterMethod;
import org.keycloak.theme.beans.MessageFormatterMethod;
import org.keycloak.theme.freemarker.DefaultFreeMarkerProvider;

/** The theme's templates, rendered as Keycloak renders them, when every name, address and device in them is an attack. */
class ThemeRenderingTest {

    private static final List<String> ATTACKS = List.of(
            "<script>alert(1)</script>",
            "</bdi></td></table><img src=x onerror=alert(1)>",
            "\" onmouseover=\"alert(1)",
            "' onmouseover='alert(1)",
            "${tokenFamilyMailSubject}${key}${msg(\"x\")}",
            "<#assign x = 1>${1 + 1}[#if]",
            "{0} {1",
            "&lt;b&gt; &amp; it's",
            "javascript:alert(1)");

    private static final String LINE_BREAKER = "Shop\r\nhttps://evil.example\u2028x\u202Ey";

    private static final String LINK = "https://id.example/realms/r/token-family/answer?token=a.b.c";

    static Stream<Arguments> inEveryLanguage() {
        return languages()
                .flatMap(locale -> Stream.of(
                        Arguments.of(Theme.Type.EMAIL, "html/token-family-incident.ftl", locale),
                        Arguments.of(Theme.Type.EMAIL, "html/token-family-ended.ftl", locale),
                        Arguments.of(Theme.Type.LOGIN, "token-family-confirm.ftl", locale),
                        Arguments.of(Theme.Type.EMAIL, "html/token-family-digest.ftl", locale),
                        Arguments.of(Theme.Type.LOGIN, "token-family-incident.ftl", locale),
                        Arguments.of(Theme.Type.LOGIN, "token-family-answered.ftl", locale),
                        Arguments.of(Theme.Type.LOGIN, "token-family-notice.ftl", locale)));
    }

    @ParameterizedTest
    @MethodSource("inEveryLanguage")
    void givenHostileNamesWhenAPageIsRenderedThenTheyAreMereText(Theme.Type type, String template, Locale locale)
            throws IOException, FreeMarkerException {
        for (String attack : ATTACKS) {
            for (String answer : List.of("me", "not-me", attack)) {
                Sighting seen = answer.equals("me") ? Sighting.NEW_PLACE : Sighting.OLD_TOKEN;
                Document page = Jsoup.parse(rendered(type, template, locale, attack, answer, seen));
                assertThat(page.select("script, img, iframe, object, style, b")).isEmpty();
                assertThat(page.select("[onmouseover], [onerror], [href^=javascript], [src]"))
                        .isEmpty();
                assertThat(page.text()).doesNotContain("tokenFamilyPage");
                if (!template.contains("answered")) {
                    assertThat(page.select("bdi").eachText()).containsOnly(attack);
                }
            }
        }
    }

    static Stream<Locale> languages() {
        return ThemeTest.LANGUAGES.stream().map(language -> Locale.forLanguageTag(language.replace('_', '-')));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void givenHostileNamesInAPlainTextMailThenTheyStayInTheirLine(Locale locale)
            throws IOException, FreeMarkerException {
        for (String template : List.of("text/token-family-incident.ftl", "text/token-family-digest.ftl")) {
            for (String attack : ATTACKS) {
                assertThat(rendered(Theme.Type.EMAIL, template, locale, attack, "me")
                                .lines()
                                .map(String::strip))
                        .contains(attack, LINK);
            }
            assertThat(rendered(Theme.Type.EMAIL, template, locale, LINE_BREAKER, "me"))
                    .contains("    Shop https://evil.example x y\n")
                    .doesNotContain("\r", "\u2028", "\u202E", "\nhttps://evil", "tokenFamily");
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void givenADigestThenItSaysHowManyThereAreAndAreNotShown(Locale locale) throws IOException, FreeMarkerException {
        for (String template : List.of("text/token-family-digest.ftl", "html/token-family-digest.ftl")) {
            assertThat(rendered(Theme.Type.EMAIL, template, locale, "Shop", "me"))
                    .containsPattern("10[.,\\s\u00a0\u202f]?017")
                    .contains("77", "4");
        }
        assertThat(rendered(Theme.Type.EMAIL, "text/token-family-ended.ftl", locale, LINE_BREAKER, "me"))
                .contains("    Shop https://evil.example x y\n")
                .doesNotContain("\r", "\u2028", "\u202E", "\nhttps://evil", "tokenFamily");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void givenANewPlaceThenMailsAndPagesSayThatAndNotThatAKeyWasReplaced(Locale locale)
            throws IOException, FreeMarkerException {
        for (String template : List.of("html/token-family-incident.ftl", "text/token-family-incident.ftl")) {
            Properties words = theme(Theme.Type.EMAIL).getMessages(locale);
            String mail = text(rendered(Theme.Type.EMAIL, template, locale, "Shop", "me", Sighting.NEW_PLACE));
            assertThat(mail)
                    .contains(word(words, "tokenFamilyMailPlaceHeading"), word(words, "tokenFamilyMailPlaceContinues"))
                    .doesNotContain(word(words, "tokenFamilyMailHeading"), word(words, "tokenFamilyMailDoneSignIn"));
            assertThat(text(rendered(Theme.Type.EMAIL, template, locale, "Shop", "me", Sighting.OLD_TOKEN)))
                    .contains(word(words, "tokenFamilyMailHeading"), word(words, "tokenFamilyMailDoneSignIn"))
                    .doesNotContain(word(words, "tokenFamilyMailPlaceHeading"));
        }
        Properties words = theme(Theme.Type.LOGIN).getMessages(locale);
        String template = "token-family-incident.ftl";
        assertThat(text(rendered(Theme.Type.LOGIN, template, locale, "Shop", "me", Sighting.NEW_PLACE)))
                .contains(word(words, "tokenFamilyPagePlaceIntro"))
                .doesNotContain(word(words, "tokenFamilyPageIntro"));
    }

    static Stream<Arguments> ofEveryKind() {
        return languages().flatMap(locale -> Stream.concat(
                        Arrays.stream(IncidentKind.values()).map(IncidentKind::text), Stream.of("a-later-word"))
                .map(kind -> Arguments.of(kind, locale)));
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void givenAKindThenOnlyThatOfAnOldTokenIsToldAsACopy(String kind, Locale locale)
            throws IOException, FreeMarkerException {
        Sighting seen = Sighting.of(kind);
        boolean copied =
                List.of("recent-predecessor", "stale-lineage", "session-end").contains(kind);
        Properties mails = theme(Theme.Type.EMAIL).getMessages(locale);
        for (String format : List.of("html/", "text/")) {
            for (String template : List.of("token-family-incident.ftl", "token-family-digest.ftl")) {
                String mail = text(rendered(Theme.Type.EMAIL, format + template, locale, "Shop", "me", seen));
                assertThat(List.of(
                                mail.contains(word(mails, "tokenFamilyMailHeading"))
                                        || mail.contains(word(mails, "tokenFamilyMailDigestHeading")),
                                mail.contains(word(mails, "tokenFamilyMailHappened")),
                                mail.contains(word(mails, "tokenFamilyMailPresented"))))
                        .as(template)
                        .containsOnly(copied);
                assertThat(mail.contains(word(mails, "tokenFamilyMailPlaceHappened")))
                        .as(template)
                        .isEqualTo(kind.equals("origin-change"));
            }
        }
        Properties pages = theme(Theme.Type.LOGIN).getMessages(locale);
        String notice = text(rendered(Theme.Type.LOGIN, "token-family-notice.ftl", locale, "Shop", "me", seen));
        assertThat(notice.contains(word(pages, "tokenFamilyPageNoticeText"))).isEqualTo(copied);
        assertThat(notice.contains(word(pages, "tokenFamilyPagePresented"))).isEqualTo(copied);
        assertThat(notice.contains(word(pages, "tokenFamilyPageNoticePlaceText")))
                .isEqualTo(kind.equals("origin-change"));
        assertThat(text(rendered(Theme.Type.LOGIN, "token-family-incident.ftl", locale, "Shop", "me", seen))
                        .contains(word(pages, "tokenFamilyPageIntro")))
                .isEqualTo(copied);
    }

    /** Each wave says what it is, and the heading no more than holds of all. */
    @ParameterizedTest
    @MethodSource("languages")
    void givenADigestOfACopyAndANewPlaceThenItSaysBoth(Locale locale) throws IOException, FreeMarkerException {
        Properties words = theme(Theme.Type.EMAIL).getMessages(locale);
        for (String template : List.of("text/token-family-digest.ftl", "html/token-family-digest.ftl")) {
            assertThat(text(rendered(
                            Theme.Type.EMAIL, template, locale, "Shop", "me", Sighting.NEW_PLACE, Sighting.OLD_TOKEN)))
                    .contains(
                            word(words, "tokenFamilyMailDigestUnusualHeading"),
                            word(words, "tokenFamilyMailPlaceHappened"),
                            word(words, "tokenFamilyMailHappened"),
                            word(words, "tokenFamilyMailIgnore"))
                    .doesNotContain(word(words, "tokenFamilyMailDigestHeading"));
            assertThat(text(rendered(Theme.Type.EMAIL, template, locale, "Shop", "me", Sighting.NEW_PLACE)))
                    .contains(word(words, "tokenFamilyMailPlaceIgnore"))
                    .doesNotContain(word(words, "tokenFamilyMailIgnore"));
        }
    }

    private static Map<String, Object> flags(Sighting seen) {
        return Map.of(
                "newPlace", seen == Sighting.NEW_PLACE,
                "unusual", seen == Sighting.UNUSUAL,
                "ended", seen != Sighting.NEW_PLACE);
    }

    private static String word(Properties words, String key) {
        return words.getProperty(key).replace("''", "'");
    }

    private static String text(String rendered) {
        return Jsoup.parse(rendered).text();
    }

    private static String rendered(Theme.Type type, String template, Locale locale, String name, String answer)
            throws IOException, FreeMarkerException {
        return rendered(type, template, locale, name, answer, Sighting.OLD_TOKEN);
    }

    /** Of one in which something has ended, unless it was in a new place; a digest has two of them. */
    private static String rendered(
            Theme.Type type, String template, Locale locale, String name, String answer, Sighting... seen)
            throws IOException, FreeMarkerException {
        Theme theme = theme(type);
        Properties words = theme.getMessages(locale);
        words.setProperty("linkExpirationFormatter.timePeriodUnit.hours", "hours"); // Keycloak's own word
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "msg", new MessageFormatterMethod(locale, words),
                "properties", Map.of(),
                "url", Map.of("loginAction", LINK)));
        attributes.putAll(Map.of(
                "clientName", name,
                "time", name,
                "presented", Map.of("address", name, "device", name),
                "holder", Map.of("address", name, "device", name),
                "scope", name,
                "answer", answer,
                "outcome", answer,
                "key", name,
                "actionUrl", LINK));
        attributes.putAll(flags(seen[0]));
        attributes.putAll(Map.of(
                "action", name,
                "device", name,
                "familyName", name,
                "newName", name,
                "fromAddress", name,
                "fromDevice", name));
        attributes.putAll(Map.of(
                "notMeLink",
                LINK,
                "meLink",
                LINK,
                "linkExpiration",
                720,
                "linkExpirationFormatter",
                new LinkExpirationFormatterMethod(words, locale)));
        attributes.put("others", 77L);
        Map<String, Object> first = new HashMap<>(attributes);
        Map<String, Object> last = new HashMap<>(attributes);
        last.putAll(flags(seen[seen.length - 1]));
        attributes.putAll(
                Map.of("waves", List.of(first, last), "ends", List.of(first, first), "total", 10_017L, "more", 4L));
        return new DefaultFreeMarkerProvider(null, new KeycloakSanitizerMethod())
                .processTemplate(attributes, template, theme);
    }

    private static Theme theme(Theme.Type type) throws IOException {
        String directory = type.toString().toLowerCase(Locale.ROOT);
        return new FolderTheme(Path.of("themes/token-family", directory).toFile(), "token-family", type) {
            @Override
            public URL getTemplate(String name) throws IOException {
                return name.endsWith("template.ftl")
                        ? ThemeRenderingTest.class.getResource("/theme-layout/template.ftl")
                        : super.getTemplate(name);
            }
        };
    }
}
