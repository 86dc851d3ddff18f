package io.fedrealm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.extension.clients.ClientsFactory;
import io.fedrealm.extension.fedn.FednServiceFactory;
import io.fedrealm.extension.job.FlJobPolicyMapper;
import io.fedrealm.extension.job.FlSitePolicyFactory;
import io.fedrealm.extension.membership.MembershipActionFactory;
import io.fedrealm.extension.people.PeopleFactory;
import io.fedrealm.extension.policy.PasswordGrantFactory;
import io.fedrealm.extension.policy.PolicyGuardFactory;
import io.fedrealm.extension.policy.PublicPkceFactory;
import io.fedrealm.extension.policy.RedirectUrisFactory;
import io.fedrealm.extension.policy.ReservedAttributesFactory;
import io.fedrealm.extension.policy.TokenPolicyFactory;
import io.fedrealm.extension.project.FlProjectMapper;
import io.fedrealm.extension.role.FlRoleMapper;
import io.fedrealm.extension.secret.SecretsFactory;
import io.fedrealm.extension.site.FlSiteMapper;
import io.fedrealm.extension.terms.TermsActionFactory;
import io.fedrealm.extension.token.TokenRulesFactory;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.ProviderFactory;

class ProviderRegistrationTest {

  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path SERVICES = CLASSES.resolve("META-INF/services");

  private static List<Class<?>> factoriesInTheJar() throws Exception {
    List<Class<?>> factories = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = CLASSES.relativize(file).toString().replaceAll("[/\\\\]", ".");
        if (name.endsWith("package-info.class")) {
          continue;
        }
        Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
        if (ProviderFactory.class.isAssignableFrom(type)
            && !Modifier.isAbstract(type.getModifiers())) {
          factories.add(type);
        }
      }
    }
    return factories;
  }

  private static List<String> listed() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(SERVICES)) {
      for (Path file : files.toList()) {
        names.addAll(Files.readAllLines(file));
      }
    }
    return names;
  }

  @Test
  void everyFactoryInTheJarIsListedOnceAndNothingElseIs() throws Exception {
    assertThat(listed())
        .containsExactlyInAnyOrderElementsOf(
            factoriesInTheJar().stream().map(Class::getName).toList());
  }

  @Test
  void everyListedFactoryLoadsForItsSpiWithItsDocumentedId() throws Exception {
    Map<String, Class<?>> loaded = new TreeMap<>();
    try (Stream<Path> files = Files.list(SERVICES)) {
      for (Path file : files.toList()) {
        Class<?> spi = Class.forName(file.getFileName().toString());
        for (String name : Files.readAllLines(file)) {
          Object factory = Class.forName(name).getConstructor().newInstance();
          assertThat(factory).isInstanceOf(spi);
          assertThat(loaded.put(((ProviderFactory<?>) factory).getId(), factory.getClass()))
              .as("another factory of the same id")
              .isNull();
        }
      }
    }

    assertThat(loaded)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("fl-role-mapper", FlRoleMapper.class),
                Map.entry("fl-project-mapper", FlProjectMapper.class),
                Map.entry("fl-site-mapper", FlSiteMapper.class),
                Map.entry("fl-job-policy-mapper", FlJobPolicyMapper.class),
                Map.entry("fl-site-policy", FlSitePolicyFactory.class),
                Map.entry("fl-people", PeopleFactory.class),
                Map.entry("fl-clients", ClientsFactory.class),
                Map.entry("fl-secrets", SecretsFactory.class),
                Map.entry("fedn", FednServiceFactory.class),
                Map.entry("fl-token-rules", TokenRulesFactory.class),
                Map.entry("fl-policy-guard", PolicyGuardFactory.class),
                Map.entry("fl-token-policy", TokenPolicyFactory.class),
                Map.entry("fl-redirect-uris", RedirectUrisFactory.class),
                Map.entry("fl-password-grant", PasswordGrantFactory.class),
                Map.entry("fl-public-pkce", PublicPkceFactory.class),
                Map.entry("fl-reserved-attributes", ReservedAttributesFactory.class),
                Map.entry("fl-terms", TermsActionFactory.class),
                Map.entry("fl-membership", MembershipActionFactory.class)));
  }

  @Test
  void theJarIsABeanArchiveSoThatTheServerIndexesIt() {
    assertThat(CLASSES.resolve("META-INF/beans.xml")).isRegularFile();
  }

  @Test
  void theJarHoldsNoCodeOfOthers() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      assertThat(files.filter(path -> path.toString().endsWith(".class")).toList())
          .isNotEmpty()
          .allSatisfy(path -> assertThat(path.startsWith(CLASSES.resolve("io/fedrealm"))).isTrue());
    }
  }
}
