package dev.tokenfamily.store;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room of the store stands on which (ADR 19). */
@AnalyzeClasses(packages = "dev.tokenfamily.store", importOptions = ImportOption.DoNotIncludeTests.class)
final class StoreRoomsTest {

    private static final String HALL = "dev.tokenfamily.store";
    private static final String DATABASE = HALL + ".database";
    private static final String FAMILY = HALL + ".family";
    private static final String INCIDENT = HALL + ".incident";
    private static final String STATISTIC = HALL + ".statistic";

    @ArchTest
    static final ArchRule THE_DATABASE_KNOWS_NO_TABLE = classes()
            .that()
            .resideInAPackage(DATABASE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(DATABASE).or(outsideTheStore()));

    @ArchTest
    static final ArchRule FAMILIES_STAND_ON_THE_DATABASE = classes()
            .that()
            .resideInAPackage(FAMILY)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(FAMILY, DATABASE).or(outsideTheStore()));

    @ArchTest
    static final ArchRule INCIDENTS_STAND_ON_FAMILIES = classes()
            .that()
            .resideInAPackage(INCIDENT)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(INCIDENT, FAMILY, DATABASE).or(outsideTheStore()));

    @ArchTest
    static final ArchRule STATISTICS_STAND_ON_THE_DATABASE = classes()
            .that()
            .resideInAPackage(STATISTIC)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(STATISTIC, DATABASE).or(outsideTheStore()));

    @ArchTest
    static final ArchRule NO_ROW_SHOWS_ITS_FIELDS = noFields()
            .that()
            .areDeclaredInClassesThat(annotatedWith("jakarta.persistence.Entity")
                    .or(annotatedWith("jakarta.persistence.MappedSuperclass")))
            .should()
            .bePublic();

    private static DescribedPredicate<JavaClass> outsideTheStore() {
        return resideOutsideOfPackage(HALL + "..");
    }
}
