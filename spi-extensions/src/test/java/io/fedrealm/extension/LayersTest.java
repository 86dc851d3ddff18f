package io.fedrealm.extension;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which: arrows run down only. */
@AnalyzeClasses(
    packages = "io.fedrealm.extension",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  private static final String ROOT = "io.fedrealm.extension.";

  @ArchTest
  static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER_IN_A_CIRCLE =
      slices().matching(ROOT + "(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule WHAT_A_CLAIM_IS_KNOWS_NO_MAPPER_AND_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "claim..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "role..",
              ROOT + "project..",
              ROOT + "site..",
              ROOT + "job..",
              ROOT + "token..",
              ROOT + "policy..",
              ROOT + "fedn..");

  @ArchTest
  static final ArchRule FEDNS_SERVICE_CAN_BE_LEFT_OUT =
      classes()
          .that()
          .resideInAPackage(ROOT + "fedn..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage(ROOT + "fedn..");
}
