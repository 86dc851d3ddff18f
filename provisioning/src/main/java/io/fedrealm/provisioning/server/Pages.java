package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads long lists a page at a time. */
public final class Pages {

  private static final int PAGE = 200;

  private Pages() {}

  /**
   * All elements of a list.
   *
   * @param query more of the query, begun with {@code &}, its values encoded; empty for none
   * @param segments of the list's path below {@code /admin}
   * @return empty when there is no such list
   */
  public static List<JsonNode> all(AdminApi api, String query, String... segments) {
    return of(api, PAGE, Integer.MAX_VALUE, query, segments);
  }

  /**
   * All elements of a list, of each no more than is needed: ten thousand clients as Keycloak tells
   * them do not fit into the memory that the command line has.
   *
   * @param reduce takes the rest out of an element
   * @param query as in {@link #all}
   * @param segments of the list's path below {@code /admin}
   * @return empty when there is no such list
   */
  public static Optional<List<JsonNode>> reduced(
      AdminApi api, Consumer<ObjectNode> reduce, String query, String... segments) {
    List<JsonNode> elements = new ArrayList<>();
    int read = PAGE;
    while (read == PAGE) {
      Optional<JsonNode> page = page(api, elements.size(), PAGE, query, segments);
      if (page.filter(JsonNode::isArray).isEmpty()) {
        return Optional.empty();
      }
      for (JsonNode element : page.get()) {
        reduce.accept((ObjectNode) element);
        elements.add(element);
      }
      read = page.get().size();
    }
    return Optional.of(elements);
  }

  /** A value for a query. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /**
   * The elements of a list.
   *
   * @param page how many to ask for at once
   * @param most how many to read at all
   * @param query more of the query, begun with {@code &}; empty for none
   * @param segments of the list's path
   * @return empty when there is no such list
   */
  public static List<JsonNode> of(
      AdminApi api, int page, int most, String query, String... segments) {
    List<JsonNode> elements = new ArrayList<>();
    int read = page;
    while (read == page && elements.size() < most) {
      JsonNode answer =
          page(api, elements.size(), page, query, segments).orElseGet(MissingNode::getInstance);
      answer.forEach(elements::add);
      read = answer.size();
    }
    return elements.size() > most ? elements.subList(0, most) : elements;
  }

  private static Optional<JsonNode> page(
      AdminApi api, int first, int max, String query, String... segments) {
    String[] path = segments.clone();
    path[path.length - 1] += "?first=" + first + "&max=" + max + query;
    return api.get(path);
  }
}
