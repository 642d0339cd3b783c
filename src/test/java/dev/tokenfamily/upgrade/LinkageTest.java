package dev.tokenfamily.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.services.resource.RealmResourceProvider;

/** Our classes link on the Keycloak that they were compiled against, and on the next one as far as that can be had. */
final class LinkageTest {

    private static ClassFile classFile(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name), name)) {
            return ClassFile.read(bytes);
        }
    }

    @Nested
    final class GivenTheKeycloakOfTheBuild {

        private final Linkage linkage =
                new Linkage(new Target(LinkageTest.class.getClassLoader()::getResourceAsStream));

        @Test
        void thenAllClassesLinkAndAllHooksAreCalled() {
            List<ClassFile> ours = OwnClasses.read();
            assertThat(ours).hasSizeGreaterThan(200);
            assertThat(linkage.faults(ours, owner -> true)).isEmpty();
        }
    }

    @Nested
    final class GivenTheNextKeycloak {

        @Test
        void thenAllThatWeCallInItsTwoModulesIsThere() throws IOException {
            try (NextKeycloak next = new NextKeycloak()) {
                assertThat(OwnClasses.read())
                        .flatExtracting(ClassFile::references)
                        .extracting(Reference::owner)
                        .as("something is looked for")
                        .filteredOn(next::replaces)
                        .hasSizeGreaterThan(50);
                assertThat(new Linkage(new Target(next::resource)).faults(OwnClasses.read(), next::replaces))
                        .as("does not link on Keycloak " + NextKeycloak.version())
                        .isEmpty();
            }
        }

        /** What 4f441e0 called, which is not there any more. */
        @Test
        void whenAClassCallsWhatIsGoneThenTheReferenceIsNamed() throws IOException {
            try (NextKeycloak next = new NextKeycloak()) {
                List<String> faults = new Linkage(new Target(next::resource))
                        .faults(List.of(classFile(CallsWhatIsGone.class)), next::replaces);
                assertThat(faults)
                        .singleElement()
                        .asString()
                        .contains("ClientPolicyConditionRepresentation.getConfiguration()Lcom.fasterxml.jackson")
                        .contains("is missing, for dev.tokenfamily.upgrade.LinkageTest$CallsWhatIsGone");
            }
        }
    }

    @Nested
    final class GivenClassesThatDoNotFit {

        private List<String> faults(Class<?> type, Set<String> gone) throws IOException {
            Target target = new Target(name -> gone.contains(name)
                    ? null
                    : LinkageTest.class.getClassLoader().getResourceAsStream(name));
            return new Linkage(target).faults(List.of(classFile(type)), owner -> true);
        }

        @Test
        void whenAMethodOverridesNothingThenNobodyCallsIt() throws IOException {
            assertThat(faults(HasALostHook.class, Set.of()))
                    .singleElement()
                    .asString()
                    .contains("HasALostHook has a method that nobody calls any more")
                    .contains("getResources");
        }

        @Test
        void whenAClassIsGoneThenItIsNamedWithWhoNeedsIt() throws IOException {
            assertThat(faults(HasALostHook.class, Set.of("org/keycloak/services/resource/RealmResourceProvider.class")))
                    .singleElement()
                    .asString()
                    .isEqualTo("class org.keycloak.services.resource.RealmResourceProvider is missing,"
                            + " for dev.tokenfamily.upgrade.LinkageTest$HasALostHook");
        }
    }

    @Nested
    final class GivenAKeycloakOfWhichOneClassIsAnother {

        private List<String> faults(Class<?> ours, Class<?> replaced, Class<?> other) throws IOException {
            String path = replaced.getName().replace('.', '/') + ".class";
            ClassLoader loader = LinkageTest.class.getClassLoader();
            Target target = new Target(name -> loader.getResourceAsStream(
                    name.equals(path) ? other.getName().replace('.', '/') + ".class" : name));
            return new Linkage(target).faults(List.of(classFile(ours)), owner -> true);
        }

        /** That of {@code Object} is there, and is of no use. */
        @Test
        void whenTheConstructorIsGoneThenItIsNamed() throws IOException {
            assertThat(faults(Makes.class, Made.class, Made.class)).isEmpty();
            assertThat(faults(Makes.class, Made.class, MadeWithMore.class))
                    .singleElement()
                    .asString()
                    .contains("LinkageTest$Made.<init>()V is missing");
        }

        @Test
        void whenAMethodBecameStaticThenItIsNamed() throws IOException {
            assertThat(faults(Asks.class, Asked.class, Asked.class)).isEmpty();
            assertThat(faults(Asks.class, Asked.class, AskedStatically.class))
                    .singleElement()
                    .asString()
                    .contains("LinkageTest$Asked.asked()I is static");
        }

        @Test
        void whenTheMethodOfALambdaIsAnotherThenItIsNamed() throws IOException {
            assertThat(faults(HasALambda.class, Wanted.class, Wanted.class)).isEmpty();
            assertThat(faults(HasALambda.class, Wanted.class, WantedByAnotherName.class))
                    .singleElement()
                    .asString()
                    .contains("LinkageTest$Wanted.wanted of a lambda is not the one that is wanted");
            assertThat(faults(HasALambda.class, Wanted.class, WantedTwice.class))
                    .hasSize(1);
        }
    }

    static class Made {}

    static class MadeWithMore {

        private final String more;

        MadeWithMore(String more) {
            this.more = more;
        }

        @Override
        public String toString() {
            return more;
        }
    }

    static final class Makes {

        Object made() {
            return new Made();
        }
    }

    static class Asked {

        int asked() {
            return hashCode();
        }
    }

    static class AskedStatically {

        static int asked() {
            return 1;
        }
    }

    static final class Asks {

        int answer(Asked other) {
            return other.asked();
        }
    }

    interface Wanted {
        int wanted(String text);

        default int doubled(String text) {
            return 2 * wanted(text);
        }
    }

    interface WantedByAnotherName {
        int hoped(String text);
    }

    interface WantedTwice {
        int wanted(String text);

        int wantedToo(String text);
    }

    static final class HasALambda {

        Wanted lambda() {
            return text -> text.length() + (text + "!").length();
        }
    }

    /** As our classes did. */
    static final class CallsWhatIsGone {

        boolean configured(ClientPolicyConditionRepresentation condition) {
            return condition.getConfiguration() != null;
        }
    }

    /** As if Keycloak had renamed what it calls. */
    static final class HasALostHook implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return this;
        }

        public Object getResources() {
            return this;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
