package io.fedrealm.provisioning.server;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Addresses of the admin REST API. Every segment is encoded in full, whatever a realm or an id is
 * called: a name must not become a path or a query.
 */
final class AdminUri {

  private AdminUri() {}

  /** The address of what the segments name, below {@code /admin}. */
  static URI of(URI server, String... segments) {
    return URI.create(
        Arrays.stream(segments)
            .map(AdminUri::encode)
            .collect(Collectors.joining("/", server + "/admin/", "")));
  }

  /** The same, with the query that the last segment ends with; it is encoded already. */
  static URI withQuery(URI server, String... segments) {
    int last = segments.length - 1;
    int query = segments[last].indexOf('?');
    if (query < 0) {
      return of(server, segments);
    }
    String[] path = segments.clone();
    path[last] = segments[last].substring(0, query);
    return URI.create(of(server, path) + segments[last].substring(query));
  }

  /** The last segment of an address, decoded: the id of what was just made. */
  static String lastSegment(URI location) {
    String path = location.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String encode(String segment) {
    if (segment.equals(".") || segment.equals("..")) {
      return segment.replace(".", "%2E");
    }
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
