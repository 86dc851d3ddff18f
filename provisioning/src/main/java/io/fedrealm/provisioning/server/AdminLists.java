package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads long lists of the admin REST API a page at a time. */
public final class AdminLists {

  private static final int PAGE = 200;

  private AdminLists() {}

  /**
   * All elements of a list.
   *
   * @param query more of the query, begun with {@code &}, its values encoded; empty for none
   * @param segments of the list's path below {@code /admin}
   * @return empty when there is no such list
   */
  public static List<JsonNode> all(AdminApi api, String query, String... segments) {
    List<JsonNode> elements = new ArrayList<>();
    String[] path = segments.clone();
    int last = path.length - 1;
    int read = PAGE;
    while (read == PAGE) {
      path[last] = segments[last] + "?first=" + elements.size() + "&max=" + PAGE + query;
      JsonNode page = api.get(path).orElseGet(MissingNode::getInstance);
      page.forEach(elements::add);
      read = page.size();
    }
    return elements;
  }

  /** A value for a query. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
