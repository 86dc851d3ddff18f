package io.fedrealm.provisioning.template.source;

import io.fedrealm.provisioning.realm.JsonPath;

/**
 * Where the values of a JSON file stand. It has the file's structure instead of the path of each
 * value, of which a realm with ten thousand clients has half a million.
 */
public final class SourceMap {

  private final String file;
  private final SourceLocation root;

  /**
   * @param file what to call the file in messages
   * @param root the place of the whole document
   */
  SourceMap(String file, SourceLocation root) {
    this.file = file;
    this.root = root;
  }

  /** What to call the file in messages. */
  public String file() {
    return file;
  }

  /**
   * The place of a value; when the value itself is not in the file, with its nearest parent's line.
   *
   * @param path JSON path ({@code $.clients[0].secret})
   */
  public Position position(String path) {
    return new Position(file, nearest(path).line(), path);
  }

  /** The place of a value; of its nearest parent when the value itself is not in the file. */
  Position nearest(String path) {
    if (!path.startsWith(JsonPath.ROOT)) {
      return new Position(file, root.line(), JsonPath.ROOT);
    }
    SourceLocation place = root;
    int known = JsonPath.ROOT.length();
    int next = place.next(path, known);
    while (next >= 0) {
      known += place.step(next).length();
      place = place.inner(next);
      next = place.next(path, known);
    }
    return new Position(file, place.line(), path.substring(0, known));
  }
}
