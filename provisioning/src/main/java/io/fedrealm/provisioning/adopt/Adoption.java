package io.fedrealm.provisioning.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.adopt.translation.ForeignRealm;
import io.fedrealm.provisioning.adopt.translation.Report.Outcome;
import io.fedrealm.provisioning.adopt.translation.Translations;
import io.fedrealm.provisioning.export.Secrets;
import io.fedrealm.provisioning.export.UnsupportedFieldRemover;
import io.fedrealm.provisioning.plan.check.ReferenceCheck;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.Mask;
import io.fedrealm.provisioning.secret.RandomSecret;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.InvalidTemplateException;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.SecretCheck;
import io.fedrealm.provisioning.template.variable.VariableUse;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a template of a realm of somebody else's file, and proves that plan takes it. */
final class Adoption {

  private final ForeignRealm realm;

  private Adoption(ObjectNode realm) {
    this.realm = new ForeignRealm(realm);
  }

  /**
   * Translates a realm.
   *
   * @param realm as the file has it; is changed
   */
  static Adopted of(ObjectNode realm) {
    return new Adoption(realm).adopt();
  }

  private Adopted adopt() {
    ObjectNode root = realm.root();
    String name = root.path("realm").asText();
    Translations.apply(realm);
    dropWeakPasswords();
    Map<String, String> secrets = usable(Secrets.replace(root));
    UnsupportedFieldRemover.make(root)
        .forEach(
            note -> {
              if (note.startsWith("left out: ")) {
                String path = note.substring("left out: ".length()).replaceFirst(" \\(.*", "");
                realm.report().add(Outcome.NOT_KEPT, path, "fedrealm does not manage it");
              }
            });
    String text = root.toPrettyString() + "\n";
    TemplateSource source = new TemplateSource(name + ".json", text);
    List<String> unset = new ArrayList<>();
    for (VariableUse use : RealmTemplate.variables(List.of(source))) {
      if (!secrets.containsKey(use.name()) && (use.secret() || use.required())) {
        unset.add(use.name());
      }
    }
    return new Adopted(
        name, text, secrets, unset, realm.report().entries(), refused(source, secrets));
  }

  /** A password that a template refuses is not made another one: the person would not know it. */
  private void dropWeakPasswords() {
    for (JsonNode user : realm.root().path("users")) {
      for (JsonNode credential : user.path("credentials")) {
        String password = credential.path("value").asText();
        if (!password.isEmpty()
            && !password.startsWith("${")
            && SecretCheck.reasonAgainstValue(password).isPresent()) {
          ((ObjectNode) user).withArrayProperty("credentials").removeIf(c -> c == credential);
          realm
              .report()
              .add(
                  Outcome.NOT_KEPT,
                  "$.users: " + user.path("username").asText(),
                  "the password is too short or too simple for a template: give the person another"
                      + " one (fedrealm user reset-password)");
          break;
        }
      }
    }
  }

  /** Without masks, which are no secrets; in the place of what a template refuses, a random one. */
  private Map<String, String> usable(Map<String, String> found) {
    Map<String, String> secrets = new LinkedHashMap<>();
    found.forEach(
        (variable, secret) -> {
          if (secret.equals(Mask.TEXT) || secret.isEmpty()) {
            realm
                .report()
                .add(
                    Outcome.NOT_KEPT,
                    JsonPath.ROOT,
                    variable + ": the file has no secret, a mask only");
          } else if (SecretCheck.reasonAgainstValue(secret).isPresent()) {
            secrets.put(variable, RandomSecret.next());
            realm
                .report()
                .add(
                    Outcome.NOT_KEPT,
                    JsonPath.ROOT,
                    variable
                        + ": too short or too simple for a template, a random one is in its place");
          } else {
            secrets.put(variable, secret);
          }
        });
    return secrets;
  }

  private static List<String> refused(TemplateSource source, Map<String, String> secrets) {
    Map<String, String> values = new HashMap<>(secrets);
    for (VariableUse use : RealmTemplate.variables(List.of(source))) {
      if (use.secret() || use.required()) {
        values.putIfAbsent(use.name(), RandomSecret.next());
      }
    }
    try {
      RealmTemplate template = RealmTemplate.load(List.of(source), new Variables(values)).get(0);
      return ReferenceCheck.problems(template, Optional.empty()).stream()
          .map(Object::toString)
          .toList();
    } catch (InvalidTemplateException e) {
      return e.problems().stream().map(Object::toString).toList();
    }
  }
}
