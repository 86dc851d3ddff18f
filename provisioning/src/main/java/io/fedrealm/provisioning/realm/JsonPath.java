package io.fedrealm.provisioning.realm;

import java.util.regex.Pattern;

/** JSON paths as messages show them: {@code $.clients[0].attributes['post.logout.uris']}. */
public final class JsonPath {

  /** The path of the whole document. */
  public static final String ROOT = "$";

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  private JsonPath() {}

  /** The path of an object's member. */
  public static String member(String parent, String name) {
    return PLAIN_NAME.matcher(name).matches() ? parent + "." + name : parent + "['" + name + "']";
  }

  /** The path of an array's element, counted from 0. */
  public static String element(String parent, int index) {
    return parent + "[" + index + "]";
  }

  /** The path of what encloses a value; of the whole document, the document itself. */
  public static String parent(String path) {
    int end =
        path.endsWith("']")
            ? path.lastIndexOf("['")
            : Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return end <= 0 ? ROOT : path.substring(0, end);
  }
}
