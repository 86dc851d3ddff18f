package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.SecretsFile;
import io.fedrealm.provisioning.template.variable.Variables;
import io.fedrealm.provisioning.template.variable.Variables.UnusableException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values for the templates' variables on a development server: the environment first, then what an
 * earlier run was given, then the secrets file, then a default that suits a developer's machine; a
 * secret that is nowhere is generated into the secrets file.
 */
final class TemplateValues {

  /** Where the frontends' development server listens (Angular's default). */
  private static final Map<String, String> DEFAULTS =
      Map.of("FRONTEND_BASE_URL", "http://localhost:4200");

  private TemplateValues() {}

  /**
   * Finds a value for every variable.
   *
   * @param used what the templates use
   * @param environment the environment variables; an empty value counts as not set
   * @param secrets gets the generated values
   * @param remembered what earlier runs were given; gets what is new
   * @return the environment and all the values
   * @throws CommandException {@link ExitCode#USAGE} with all variables that have no value
   */
  static Map<String, String> resolve(
      Collection<TemplateVariable> used,
      Map<String, String> environment,
      SecretsFile secrets,
      RememberedValues remembered) {
    Map<String, String> known = merge(environment, secrets.values());
    recall(used, known, remembered);
    Set<String> toGenerate = new TreeSet<>();
    Set<String> problems = new TreeSet<>();
    for (TemplateVariable variable : sorted(used)) {
      try {
        if (!variable.required() || new Variables(known).get(variable.name()).isPresent()) {
          continue;
        }
        if (variable.secret()) {
          toGenerate.add(variable.name());
        } else if (DEFAULTS.containsKey(variable.name())) {
          known.put(variable.name(), DEFAULTS.get(variable.name()));
          remembered.put(variable.name(), DEFAULTS.get(variable.name()));
        } else {
          problems.add(variable.name() + " is not set, and the template has no default for it");
        }
      } catch (UnusableException e) {
        problems.add(e.getMessage());
      }
    }
    refuse(problems);
    remembered.save();
    secrets.generate(toGenerate);
    toGenerate.forEach(name -> known.put(name, secrets.get(name)));
    return known;
  }

  /**
   * What the environment says is remembered; of what it does not say, what was remembered counts.
   */
  private static void recall(
      Collection<TemplateVariable> used, Map<String, String> known, RememberedValues remembered) {
    for (TemplateVariable variable : used) {
      String given = known.getOrDefault(variable.name(), "");
      if (!variable.secret() && given.isEmpty()) {
        remembered.get(variable.name()).ifPresent(value -> known.put(variable.name(), value));
      } else if (!variable.secret()) {
        remembered.put(variable.name(), given);
      }
    }
  }

  private static List<TemplateVariable> sorted(Collection<TemplateVariable> used) {
    return used.stream().sorted(Comparator.comparing(TemplateVariable::name)).toList();
  }

  private static Map<String, String> merge(
      Map<String, String> environment, Map<String, String> file) {
    Map<String, String> known = new HashMap<>(file);
    environment.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            known.put(name, value);
            if (name.endsWith("_FILE") && environment.getOrDefault(plain(name), "").isEmpty()) {
              known.remove(plain(name));
            }
          }
        });
    return known;
  }

  private static String plain(String name) {
    return name.substring(0, name.length() - "_FILE".length());
  }

  private static void refuse(Set<String> problems) {
    if (!problems.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "The templates lack values, nothing was started:\n  " + String.join("\n  ", problems));
    }
  }
}
