package dev.tokenfamily.globalrevocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What takes an order cannot look up whom it names: whoever can look up users does not know of subjects, but for the one that
 * works on the outbox. So neither the answer nor its time can depend on who exists (ADR 29).
 */
final class NoLookUpTest {

    private static final Path ROOM = Path.of("src/main/java/dev/tokenfamily/globalrevocation");

    /** Keycloak's ways to users. */
    private static final Pattern USERS =
            Pattern.compile("\\.users\\(\\)|UserProvider|UserQuery|UserLookup|UserManager|KeycloakModelUtils\\.find");

    private static Stream<String> classesWith(Pattern pattern) throws IOException {
        try (Stream<Path> sources = Files.list(ROOM)) {
            return sources
                    .filter(source -> pattern.matcher(text(source)).find())
                    .map(source -> source.getFileName().toString().replace(".java", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thenTheServiceAccountOfAClientIsTheOnlyUserWhomTheRequestLooksUp() throws IOException {
        assertThat(classesWith(USERS)).containsExactly("Caller", "OrderRecord", "SubjectLookup");
        assertThat(text(ROOM.resolve("Caller.java")))
                .containsOnlyOnce(".users()")
                .contains("session.users().getServiceAccount(client)")
                .doesNotContain("Subject");
    }

    @Test
    void thenSubjectsAreLookedUpByWhatWorksOnTheOutboxAlone() throws IOException {
        assertThat(classesWith(Pattern.compile("new SubjectLookup\\(|SubjectLookup::new")))
                .containsExactly("GlobalRevocation");
        assertThat(classesWith(Pattern.compile("new OrderRecord\\(|OrderRecord::new|\\.attempted\\(")))
                .containsExactly("GlobalRevocation");
        assertThat(classesWith(Pattern.compile("new GlobalRevocation\\(|GlobalRevocation::new|\\.prepare\\(")))
                .isEmpty();
    }
}
