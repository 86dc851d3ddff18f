package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
    String last = segments[segments.length - 1];
    String[] path = segments.clone();
    int read = page;
    while (read == page && elements.size() < most) {
      path[path.length - 1] = last + "?first=" + elements.size() + "&max=" + page + query;
      JsonNode answer = api.get(path).orElseGet(MissingNode::getInstance);
      answer.forEach(elements::add);
      read = answer.size();
    }
    return elements.size() > most ? elements.subList(0, most) : elements;
  }
}
