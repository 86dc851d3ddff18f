package io.fedrealm.provisioning.audit.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Mapper;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables by which fedrealm's mapper turns Keycloak's roles into a framework's. */
public final class RoleTables {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROJECT = "{project}";

  private RoleTables() {}

  /** The claim that a mapper writes, by its configuration or by its default. */
  public static String claimOf(Mapper mapper) {
    if (!mapper.claim().isEmpty()) {
      return mapper.claim();
    }
    return switch (mapper.type()) {
      case "fl-role-mapper" -> "role";
      case "fl-project-mapper" -> "project";
      default -> "";
    };
  }

  /** The tables that give a role of the framework. */
  public static Stream<Violation> giving(AuditedRealm realm, String value) {
    return tables(realm)
        .filter(table -> column(table, "value").contains(value))
        .map(table -> Violation.at(table, "gives " + value));
  }

  /** The tables with rows for roles that the realm does not have. */
  public static Stream<Violation> unknownRoles(AuditedRealm realm) {
    Set<String> names = new HashSet<>();
    realm
        .roles()
        .forEach(r -> names.add(r.client().isEmpty() ? r.name() : r.client() + "." + r.name()));
    return tables(realm)
        .flatMap(
            table ->
                column(table, "key").stream()
                    .filter(key -> names.stream().noneMatch(name -> fits(key, name)))
                    .filter(key -> !realm.isBuiltInRole("", key))
                    .map(key -> Violation.at(table, key)));
  }

  /** A project can have any name. */
  private static boolean fits(String key, String role) {
    String pattern = Pattern.quote(key).replace(PROJECT, "\\E.+\\Q");
    return role.matches(pattern);
  }

  private static Stream<Node> tables(AuditedRealm realm) {
    return Mappers.all(realm)
        .map(mapper -> mapper.config("fl.role.table"))
        .filter(table -> !table.text().isEmpty());
  }

  private static List<String> column(Node table, String column) {
    try {
      JsonNode rows = JSON.readTree(table.text());
      return rows.valueStream().map(row -> row.path(column).asText()).toList();
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
