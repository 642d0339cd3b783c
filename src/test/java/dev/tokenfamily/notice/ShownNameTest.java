package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.jpa.RealmAdapter;

/** What becomes of a name that was chosen to mislead whoever reads a mail of ours. */
final class ShownNameTest {

    /** Building blocks of attacks, and of names. */
    private static final List<String> PIECES = List.of(
            "URGENT: ",
            "your account is locked",
            "https://evil.example/login",
            "HTTP://EVIL.EXAMPLE",
            "evil.example/login",
            "www.evil",
            "security@evil.example",
            "mailto:x",
            "tel:0800",
            "evil\u3002example",
            "+49 800 123 45 67",
            "0800-1234567",
            "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667",
            "\u202e",
            "\u2066",
            "\u200b",
            "\u200d",
            "\ufeff",
            "\u00ad",
            "\u3164",
            "\u2028",
            "\r\n",
            "\u0000",
            "a\u0301\u0301\u0301\u0301\u0301\u0301",
            "<b>",
            "${key}",
            "verdict=keep",
            "Shop",
            " ",
            "\ud83d\ude00",
            "\ud83d");

    @Nested
    final class GivenAName {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Our shop",
                    "Caf\u00e9 M\u00fcller & S\u00f6hne",
                    "\u5e97\u8217",
                    "\u05d7\u05e0\u05d5\u05ea",
                    "<b>Shop</b> & \"Sons\" ${key} <script>alert(1)</script>",
                    "Hotel: Berlin",
                    "Portal 2024",
                    "e.g. a shop, v2.0"
                })
        void thenItIsShownAsItIs(String name) {
            assertThat(ShownName.ofClient(name, "shop")).isEqualTo(name);
            assertThat(ShownName.leadingNowhere(name)).isEqualTo(name);
        }
    }

    @Nested
    final class GivenANameThatLeadsSomewhere {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.example/login",
                    "Confirm at evil.example/login",
                    "evil.example",
                    "EVIL.EXAMPLE",
                    "www.evil",
                    "write to security@evil",
                    "evil\u3002example",
                    "10.9.9.9/login",
                    "javascript:alert(1)",
                    "call +49 800 123 45 67",
                    "call (0800) 123-4567",
                    "call 0\u200b8\u200b0\u200b0\u200b1\u200b2\u200b3"
                })
        void thenTheClientIsCalledByItsId(String name) {
            assertThat(ShownName.ofClient(name, "shop")).isEqualTo("shop");
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://evil.example/verify", "call +1 555 010 9999 now", "10.9.9.9"})
        void thenWhatAUserCallsSomethingIsLeftOut(String name) {
            assertThat(ShownName.leadingNowhere(name)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://app.example.org", "com.example.app", "", " \u200b "})
        void thenItHasNoNameWhereTheIdIsNoBetter(String clientId) {
            assertThat(ShownName.ofClient("https://evil.example", clientId)).isEmpty();
        }
    }

    @Nested
    final class GivenWhatCannotBeSeen {

        @Test
        void thenItIsLeftOut() {
            assertThat(ShownName.plain("a\u202eb\u200bc\u2028d\u3164e\u00adf")).isEqualTo("a b c d e f");
            assertThat(ShownName.plain("\u2066\r\n")).isEmpty();
        }

        @Test
        void thenMarksArePiledNoHigherThanThree() {
            assertThat(ShownName.plain("a\u0301\u0302\u0303\u0304\u0305b")).isEqualTo("a\u0301\u0302\u0303 b");
        }
    }

    @Property
    void whateverTheNameItIsShortAndLeadsNowhere(@ForAll("names") String name, @ForAll("names") String clientId) {
        String shown = ShownName.ofClient(name, clientId);
        assertPlain(shown);
        assertThat(shown)
                .doesNotContainIgnoringCase("://", "www.", "evil.example", "mailto:", "@", "evil\u3002example")
                .doesNotContainPattern("\\btel:");
        assertThat(shown).doesNotContainPattern("(?:\\p{Nd}[ ().+/-]*){7}");
    }

    @Property
    void whateverTheRealmIsCalledItIsOneShortLine(@ForAll("names") String name) {
        assertPlain(ShownName.plain(name));
    }

    private static void assertPlain(String shown) {
        assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(100);
        assertThat(shown).isEqualTo(shown.strip()).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}\\u3164]|\\p{M}{4}");
    }

    @Provide
    static Arbitrary<String> names() {
        Arbitrary<String> pieces = Arbitraries.of(PIECES).list().ofMaxSize(12).map(list -> list.stream()
                .collect(Collectors.joining()));
        return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(300));
    }

    @Nested
    final class GivenARealm {

        private final RealmAdapter realm = StoredModels.realm("acme");

        @Test
        void thenItIsCalledAsItIsShownToUsers() {
            realm.getEntity().setDisplayName("Acme Inc.");
            assertThat(ShownName.ofRealm(realm)).isEqualTo("Acme Inc.");
        }

        @Test
        void thenItIsCalledByItsNameWhereItHasNoOther() {
            assertThat(ShownName.ofRealm(realm)).isEqualTo("acme");
        }
    }
}
