package io.azdetect.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The rooms of docs/design.md: each may use only those above it, and nothing reaches back. */
@AnalyzeClasses(packages = "io.azdetect", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule ROOMS_USE_ONLY_THOSE_ABOVE = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("kql")
            .definedBy("io.azdetect.kql..")
            .layer("engine")
            .definedBy("io.azdetect.engine..")
            .layer("telemetry")
            .definedBy("io.azdetect.telemetry..")
            .layer("catalog")
            .definedBy("io.azdetect.catalog..")
            .layer("azure")
            .definedBy("io.azdetect.azure..")
            .layer("cli")
            .definedBy("io.azdetect.cli..")
            .whereLayer("kql")
            .mayNotAccessAnyLayer()
            .whereLayer("engine")
            .mayOnlyAccessLayers("kql")
            .whereLayer("telemetry")
            .mayOnlyAccessLayers("kql", "engine")
            .whereLayer("catalog")
            .mayOnlyAccessLayers("kql", "engine", "telemetry")
            .whereLayer("azure")
            .mayOnlyAccessLayers("kql", "engine", "telemetry", "catalog")
            .whereLayer("cli")
            .mayOnlyAccessLayers("kql", "engine", "telemetry", "catalog", "azure");

    @ArchTest
    static final ArchRule PHASES_OF_THE_LANGUAGE_GO_ONE_WAY = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("type")
            .definedBy("io.azdetect.kql.type..")
            .layer("diagnostic")
            .definedBy("io.azdetect.kql.diagnostic..")
            .layer("syntax")
            .definedBy("io.azdetect.kql.syntax..")
            .layer("plan")
            .definedBy("io.azdetect.kql.plan..")
            .layer("bind")
            .definedBy("io.azdetect.kql.bind..")
            .whereLayer("type")
            .mayNotAccessAnyLayer()
            .whereLayer("syntax")
            .mayOnlyAccessLayers("type", "diagnostic")
            .whereLayer("plan")
            .mayOnlyAccessLayers("type", "diagnostic")
            .whereLayer("bind")
            .mayOnlyAccessLayers("type", "diagnostic", "syntax", "plan");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES_IN_THE_ENGINE =
            slices().matching("io.azdetect.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES_IN_TELEMETRY =
            slices().matching("io.azdetect.telemetry.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES_IN_THE_COMMAND =
            slices().matching("io.azdetect.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_ENGINE_AND_STORE_KNOW_DUCKDB = noClasses()
            .that()
            .resideInAnyPackage("io.azdetect.kql..", "io.azdetect.catalog..", "io.azdetect.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackage("io.azdetect.cli..")
            .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS);
}
