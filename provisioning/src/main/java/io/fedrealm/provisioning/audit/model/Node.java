package io.fedrealm.provisioning.audit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A value of a realm and the way to it. A value that is not there is a node too, so that a rule can
 * point at what is missing.
 *
 * @param json the value; {@link MissingNode} when it is not there
 * @param path JSON path with positions, {@code $.clients[3].secret}: finds the line in a file
 * @param key JSON path with names, {@code $.clients[?(@.clientId=='api')].secret}: the same place
 *     in another file, on a server, and after a change of the order
 */
public record Node(JsonNode json, String path, String key) {

  /** The whole realm. */
  public static Node root(ObjectNode realm) {
    return new Node(realm, JsonPath.ROOT, JsonPath.ROOT);
  }

  /** A member of an object; a node that is not there when this is no object or lacks it. */
  public Node get(String name) {
    return new Node(json.path(name), JsonPath.member(path, name), JsonPath.member(key, name));
  }

  /** The elements of an array; none when this is no array. */
  public Stream<Node> elements() {
    if (!(json instanceof ArrayNode array)) {
      return Stream.empty();
    }
    List<Optional<String>> keys = NaturalKeys.of(array);
    return IntStream.range(0, array.size())
        .mapToObj(
            index ->
                new Node(
                    array.get(index),
                    JsonPath.element(path, index),
                    keys.get(index)
                        .map(filter -> key + filter)
                        .orElseGet(() -> JsonPath.element(key, index))));
  }

  /**
   * A member of an object.
   *
   * @param name its name
   * @param value its value
   */
  public record Member(String name, Node value) {}

  /** The members of an object; none when this is no object. */
  public Stream<Member> members() {
    return json.properties().stream().map(m -> new Member(m.getKey(), get(m.getKey())));
  }

  /** All values below this one that have no members and elements themselves. */
  public Stream<Node> leaves() {
    return json.isContainerNode()
        ? Stream.concat(elements(), members().map(Member::value)).flatMap(Node::leaves)
        : Stream.of(this);
  }

  /** Whether there is a value. */
  public boolean isPresent() {
    return !json.isMissingNode() && !json.isNull();
  }

  /** A text, number or truth value as text; empty when there is none. */
  public String text() {
    return json.asText("");
  }

  /** The texts of an array. */
  public List<String> texts() {
    return elements().map(Node::text).toList();
  }

  /**
   * A truth value; a file may hold it as text, a server's attributes always do.
   *
   * @param absent what holds when it is not there
   */
  public boolean flag(boolean absent) {
    return text().isEmpty() ? absent : text().equalsIgnoreCase("true");
  }

  /**
   * A number; a file may hold it as text.
   *
   * @param absent what holds when it is not there, or is no number (an unresolved variable)
   */
  public long number(long absent) {
    return text().matches("-?[0-9]{1,18}") ? Long.parseLong(text()) : absent;
  }
}
