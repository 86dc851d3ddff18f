package io.fedrealm.provisioning;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Which package may know which: arrows run down only, and each step is understood by itself. */
@AnalyzeClasses(
    packages = "io.fedrealm.provisioning",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  private static final String ROOT = "io.fedrealm.provisioning.";
  private static final String ERROR = ROOT + "error..";
  private static final String REALM = ROOT + "realm..";
  private static final String TEMPLATE = ROOT + "template..";
  private static final String SERVER = ROOT + "server..";
  private static final String PLAN = ROOT + "plan..";
  private static final String LEASE = ROOT + "lease..";
  private static final String APPLY = ROOT + "apply..";
  private static final String[] ENGINE = {ERROR, REALM, TEMPLATE, SERVER, PLAN, LEASE, APPLY};

  @ArchTest
  static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER_IN_A_CIRCLE =
      slices().matching(ROOT + "(**)").should().beFreeOfCycles();

  @ArchTest static final ArchRule THE_REALM_KNOWS_NOBODY = onlyKnows(REALM, ERROR);

  @ArchTest static final ArchRule TEMPLATES_KNOW_THE_REALM = onlyKnows(TEMPLATE, ERROR, REALM);

  @ArchTest static final ArchRule THE_SERVER_KNOWS_THE_REALM = onlyKnows(SERVER, ERROR, REALM);

  @ArchTest
  static final ArchRule A_PLAN_KNOWS_WHAT_IT_COMPARES =
      onlyKnows(PLAN, ERROR, REALM, TEMPLATE, SERVER);

  @ArchTest static final ArchRule A_LEASE_KNOWS_THE_SERVER = onlyKnows(LEASE, ERROR, REALM, SERVER);

  @ArchTest static final ArchRule APPLYING_KNOWS_THE_PLAN = onlyKnows(APPLY, ENGINE);

  @ArchTest
  static final ArchRule WHAT_COMMANDS_SHARE_KNOWS_NO_COMMAND =
      onlyKnows(ROOT + "console..", ENGINE);

  @ArchTest
  static final ArchRule NO_PACKAGE_KNOWS_THE_MAIN_CLASS =
      noClasses()
          .that(not(resideInAPackage("io.fedrealm.provisioning")))
          .should()
          .dependOnClassesThat(resideInAPackage("io.fedrealm.provisioning"));

  @ArchTest
  static final ArchRule NO_FEATURE_KNOWS_THE_COMMAND_OF_ANOTHER =
      noClasses()
          .that(not(resideInAPackage("io.fedrealm.provisioning")))
          .should(dependOnTheCommandOfAnotherPackage())
          .because("what two commands need lies below both");

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
          .that(resideInAnyPackage(ENGINE))
          .should()
          .dependOnClassesThat(belongToAnyOf(PrintStream.class, PrintWriter.class, Console.class));

  @ArchTest
  static final ArchRule THE_ENGINE_KNOWS_NO_COMMAND_LINE =
      noClasses()
          .that(resideInAnyPackage(ENGINE))
          .should()
          .dependOnClassesThat(resideInAPackage("picocli.."));

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
        .dependOnClassesThat(ours.and(not(allowed)).as("are of another part of fedrealm"));
  }

  private static ArchCondition<JavaClass> dependOnTheCommandOfAnotherPackage() {
    DescribedPredicate<JavaClass> command =
        resideInAPackage("io.fedrealm.provisioning..").and(simpleNameEndingWith("Command"));
    return new ArchCondition<>("depend on the command of another package") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
          JavaClass used = dependency.getTargetClass();
          if (command.test(used) && !used.getPackageName().equals(user.getPackageName())) {
            events.add(SimpleConditionEvent.satisfied(user, dependency.getDescription()));
          }
        }
      }
    };
  }
}
