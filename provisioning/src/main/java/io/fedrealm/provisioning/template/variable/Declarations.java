package io.fedrealm.provisioning.template.variable;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.template.source.JsonDocument;
import io.fedrealm.provisioning.template.source.Position;
import io.fedrealm.provisioning.template.source.Problems;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a template says of its variables, in attributes of the realm that are not sent to the
 * server: {@code "fedrealm.variable.SITE_PORT": "number 1..65535; port of the site"}. A template
 * that declares one declares all but those of secrets, whose place says what they are.
 */
public final class Declarations {

  /** The attributes' names begin like this; the variable's name follows. */
  public static final String ATTRIBUTE = "fedrealm.variable.";

  private static final String SEPARATOR = "; ";
  private static final int MAX_SHOWN = 60;

  private final Map<String, Declaration> byName = new LinkedHashMap<>();
  private final Map<String, Position> places = new LinkedHashMap<>();

  /** What is said of a variable: what it may be, and what it is for. */
  record Declaration(VariableRule rule, String meaning) {}

  private Declarations() {}

  /**
   * Reads the declarations of a template.
   *
   * @param problems gets those that cannot be read
   */
  static Declarations of(JsonDocument document, Problems problems) {
    Declarations declarations = new Declarations();
    String attributes = JsonPath.member(JsonPath.ROOT, "attributes");
    for (Map.Entry<String, JsonNode> field : document.root().path("attributes").properties()) {
      if (field.getKey().startsWith(ATTRIBUTE)) {
        Position where = document.position(JsonPath.member(attributes, field.getKey()));
        declarations.read(field.getKey().substring(ATTRIBUTE.length()), field, where, problems);
      }
    }
    declarations.compare(document, problems);
    return declarations;
  }

  private void read(
      String name, Map.Entry<String, JsonNode> field, Position where, Problems problems) {
    String[] parts = field.getValue().asText().split(SEPARATOR, 2);
    Optional<VariableRule> rule = VariableRule.parse(parts[0].strip());
    places.put(name, where);
    byName.put(
        name, new Declaration(rule.orElse(VariableRule.ANY), parts.length < 2 ? "" : parts[1]));
    if (rule.isEmpty() || parts.length < 2) {
      problems.add(
          where,
          "says what the variable "
              + Printable.of(name)
              + " is: write a rule, \"; \" and what it is for. The rules: "
              + VariableRule.all());
    }
  }

  /** Whether a field of the template is a declaration, and nothing for the server. */
  static boolean isOne(String path, String name) {
    return name.startsWith(ATTRIBUTE) && path.equals("$.attributes");
  }

  /** Whether a variable is declared as a secret. */
  boolean isSecret(String name) {
    return find(name).filter(declaration -> declaration.rule().secret()).isPresent();
  }

  /** What is said of a variable. */
  Optional<Declaration> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What speaks against a value; a secret is not in the message. */
  Optional<String> reasonAgainst(String name, String value) {
    return find(name)
        .map(Declaration::rule)
        .filter(rule -> !value.isEmpty() && !rule.accepts().test(value))
        .map(
            rule ->
                "the variable %s has to be %s; it is %s"
                    .formatted(name, rule.meaning(), shown(value)));
  }

  private static String shown(String value) {
    String start = value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    return '"' + Printable.of(start) + '"';
  }

  /** What is shown is declared in a template that declares some, and what is declared is used. */
  private void compare(JsonDocument document, Problems problems) {
    if (byName.isEmpty()) {
      return;
    }
    VariableUses uses = new VariableUses();
    uses.collect(document);
    Set<String> used = new HashSet<>();
    for (VariableUse use : uses.list()) {
      used.add(use.name());
      boolean declared = byName.containsKey(use.name());
      if (!declared && !use.secret()) { // What a secret is, its place says.
        problems.add(
            use.where(),
            "the variable %s is not declared, others are: say what it is by an attribute \"%s%s\" of the realm"
                .formatted(use.name(), ATTRIBUTE, use.name()));
      } else if (declared && use.secret() && !isSecret(use.name())) {
        problems.add(
            places.get(use.name()),
            "the variable "
                + use.name()
                + " is a secret at "
                + use.where()
                + ": declare it as one");
      }
    }
    places.forEach(
        (name, where) -> {
          if (!used.contains(name)) {
            problems.add(
                where,
                "declares the variable " + Printable.of(name) + ", which the template never uses");
          }
        });
  }
}
