package io.fedrealm.provisioning.audit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells the elements of an array apart by what they are called, as Keycloak does. */
final class NaturalKeys {

  private static final List<String> FIELDS =
      List.of("clientId", "alias", "name", "username", "client", "clientScope", "kid");

  private NaturalKeys() {}

  /** For each element the filter that selects it alone; empty when it has no name of its own. */
  static List<Optional<String>> of(ArrayNode array) {
    List<Optional<String>> filters =
        IntStream.range(0, array.size()).mapToObj(index -> filter(array.get(index))).toList();
    Map<String, Long> counts =
        filters.stream()
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return filters.stream().map(filter -> filter.filter(f -> counts.get(f) == 1)).toList();
  }

  private static Optional<String> filter(JsonNode element) {
    return FIELDS.stream()
        .filter(field -> !element.path(field).asText("").isEmpty())
        .findFirst()
        .map(field -> "[?(@." + field + "=='" + quoted(element.path(field).asText()) + "')]");
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}
