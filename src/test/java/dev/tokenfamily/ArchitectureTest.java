package dev.tokenfamily;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** What holds for all rooms, and that the core knows neither Keycloak nor time. Which room knows which is {@code LayoutTest}'s. */
@AnalyzeClasses(packages = "dev.tokenfamily", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    /** The rooms of the core. */
    private static final String[] CORE = {
        "dev.tokenfamily.family",
        "dev.tokenfamily.incident",
        "dev.tokenfamily.policy",
        "dev.tokenfamily.takedown",
        "dev.tokenfamily.detection",
        "dev.tokenfamily.report",
        "dev.tokenfamily.history",
        "dev.tokenfamily.log"
    };

    private static final String[] LANGUAGE = {
        "java.lang", "java.util", "java.util.function", "java.util.regex", "java.util.stream"
    };

    @ArchTest
    static final ArchRule THE_CORE_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(LANGUAGE)
                    .or(resideInAnyPackage("org.jspecify.annotations"))
                    .or(resideInAnyPackage(CORE)))
            .because("it is tested without a server, a database or a clock");

    @ArchTest
    static final ArchRule THE_CORE_ASKS_NO_CLOCK_AND_ROLLS_NO_DICE = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.(Date|Calendar|Timer|Random|UUID)|java\\.lang\\.(Thread|Process.*|Runtime)");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_ROOT = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tokenfamily")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tokenfamily");

    @ArchTest
    static final ArchRule NO_ROW_SHOWS_ITS_FIELDS = noFields()
            .that()
            .areDeclaredInClassesThat(annotatedWith("jakarta.persistence.Entity")
                    .or(annotatedWith("jakarta.persistence.MappedSuperclass")))
            .should()
            .bePublic();

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnnotatedWith("jakarta.persistence.Entity")
            .and()
            .areNotAnnotatedWith("jakarta.persistence.MappedSuperclass")
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");

    @ArchTest
    static final ArchRule ONLY_THE_DRILL_WRITES_TO_THE_CONSOLE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.tokenfamily.UpgradeDrill")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule STATIC_FIELDS_NEVER_CHANGE = fields().that()
            .areStatic()
            // the compiler's own, such as the table behind a switch over an enum
            .and(not(modifier(JavaModifier.SYNTHETIC)))
            .should()
            .beFinal()
            .andShould()
            .notHaveRawType(describe("a type whose values change", ArchitectureTest::isMutable));

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .should(ArchCondition.from(
                    describe("be in a @NullMarked package", c -> c.getPackage().isAnnotatedWith(NullMarked.class))));

    private static boolean isMutable(JavaClass type) {
        boolean container = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        return type.isArray()
                || type.getPackageName().startsWith("java.util.concurrent")
                || (container && !type.isInterface());
    }
}
