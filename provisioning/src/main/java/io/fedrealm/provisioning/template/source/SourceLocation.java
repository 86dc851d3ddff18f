package io.fedrealm.provisioning.template.source;

import io.fedrealm.provisioning.realm.JsonPath;
import java.util.List;

/** The line of a value of a JSON file, and the places of what is in it. */
final class SourceLocation {

  private static final SourceLocation[] NOTHING = {};

  private final int line;

  /** Of an object's fields; null for what is none. */
  private final String[] names;

  private final SourceLocation[] inner;

  private SourceLocation(int line, String[] names, SourceLocation[] inner) {
    this.line = line;
    this.names = names;
    this.inner = inner;
  }

  /** Of a text, a number and the like. */
  static SourceLocation ofValue(int line) {
    return new SourceLocation(line, null, NOTHING);
  }

  /** Of an object. */
  static SourceLocation ofObject(int line, List<String> names, List<SourceLocation> inner) {
    return new SourceLocation(
        line, names.toArray(String[]::new), inner.toArray(SourceLocation[]::new));
  }

  /** Of an array. */
  static SourceLocation ofArray(int line, List<SourceLocation> inner) {
    return new SourceLocation(line, null, inner.toArray(SourceLocation[]::new));
  }

  /** The same on another line: a field's is that of its name. */
  SourceLocation on(int other) {
    return other == line ? this : new SourceLocation(other, names, inner);
  }

  /** Counted from 1. */
  int line() {
    return line;
  }

  /** A value in this one. */
  SourceLocation inner(int index) {
    return inner[index];
  }

  /** How a path goes on to a value in this one. */
  String step(int index) {
    return names == null ? JsonPath.element("", index) : JsonPath.member("", names[index]);
  }

  /**
   * To which value in this one a path goes on.
   *
   * @param from where in the path this value's own path ends
   * @return -1 when the path ends here, or the file has no such value
   */
  int next(String path, int from) {
    if (names == null) {
      return element(path, from);
    }
    for (int index = 0; index < names.length; index++) {
      // The name first: nearly all of them are told apart by it, and it costs nothing.
      if (path.startsWith(names[index], from + (isDotted(path, from) ? 1 : 2))
          && goesOn(path, from, step(index))) {
        return index;
      }
    }
    return -1;
  }

  private int element(String path, int from) {
    int end = path.indexOf(']', from);
    if (end < 0 || !path.substring(from, end).matches("\\[[0-9]{1,9}")) {
      return -1;
    }
    int index = Integer.parseInt(path, from + 1, end, 10);
    return index < inner.length ? index : -1;
  }

  private static boolean isDotted(String path, int from) {
    return from < path.length() && path.charAt(from) == '.';
  }

  private static boolean goesOn(String path, int from, String step) {
    int end = from + step.length();
    return path.startsWith(step, from)
        && (end == path.length() || path.charAt(end) == '.' || path.charAt(end) == '[');
  }
}
