package io.fedrealm.provisioning.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Which package may know which: each step of the engine can be understood without the next. */
@AnalyzeClasses(
    packages = "io.fedrealm.provisioning",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  /** How the operator is told what went wrong. */
  private static final DescribedPredicate<JavaClass> EVERYBODYS =
      belongToAnyOf(CommandException.class, ExitCode.class);

  private static final String ROOT = "io.fedrealm.provisioning.";
  private static final String STATE = ROOT + "state..";
  private static final String TEMPLATE = ROOT + "template..";
  private static final String SERVER = ROOT + "server..";
  private static final String PLAN = ROOT + "plan..";
  private static final String LEASE = ROOT + "lease..";
  private static final String APPLY = ROOT + "apply..";

  @ArchTest static final ArchRule STATE_KNOWS_NOBODY = onlyKnows(STATE);

  @ArchTest static final ArchRule TEMPLATE_KNOWS_STATE = onlyKnows(TEMPLATE, STATE);

  @ArchTest static final ArchRule SERVER_KNOWS_STATE = onlyKnows(SERVER, STATE);

  @ArchTest
  static final ArchRule PLAN_KNOWS_WHAT_IT_COMPARES = onlyKnows(PLAN, STATE, TEMPLATE, SERVER);

  @ArchTest
  static final ArchRule APPLY_KNOWS_THE_PLAN =
      onlyKnows(APPLY, STATE, TEMPLATE, SERVER, PLAN, LEASE);

  @ArchTest static final ArchRule LEASE_KNOWS_THE_SERVER = onlyKnows(LEASE, STATE, SERVER);

  @ArchTest
  static final ArchRule ONLY_SERVER_SEES_THE_ADMIN_CLIENT =
      noClasses()
          .that(not(resideInAPackage(SERVER)))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.keycloak.admin..", "jakarta.ws.rs..", "org.jboss.resteasy.."));

  @ArchTest
  static final ArchRule THE_ENGINE_DOES_NOT_PRINT =
      noClasses()
          .that(resideInAnyPackage(STATE, TEMPLATE, SERVER, PLAN, LEASE, APPLY, ROOT + "token.."))
          .should()
          .dependOnClassesThat(belongToAnyOf(PrintStream.class, PrintWriter.class, Console.class));

  @ArchTest
  static final ArchRule NOBODY_PRINTS_PAST_THE_COMMAND_LINE =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("picocli's getOut() and getErr() can be redirected, by tests and by callers");

  private static ArchRule onlyKnows(String layer, String... known) {
    DescribedPredicate<JavaClass> allowed = resideInAPackage(layer).or(resideInAnyPackage(known));
    DescribedPredicate<JavaClass> ours = resideInAPackage("io.fedrealm.provisioning..");
    return noClasses()
        .that(resideInAPackage(layer))
        .should()
        .dependOnClassesThat(
            ours.and(not(allowed)).and(not(EVERYBODYS)).as("are of another part of fedrealm"));
  }
}
