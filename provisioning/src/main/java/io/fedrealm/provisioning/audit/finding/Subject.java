package io.fedrealm.provisioning.audit.finding;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a path in a realm speaks of, in words. */
final class Subject {

  private static final String NAME = "\\[\\?\\(@\\.\\w+=='((?:[^'\\\\]|\\\\.)*)'\\)]";

  /**
   * A part of a realm that has a name.
   *
   * @param path its path
   * @param words what to call it
   */
  private record Part(Pattern path, String words) {

    static Part of(String path, String words) {
      return new Part(Pattern.compile("\\$\\." + path + NAME + ".*"), words);
    }
  }

  private static final List<Part> PARTS =
      List.of(
          Part.of("clients", "client"),
          Part.of("clientScopes", "client scope"),
          Part.of("roles\\.realm", "role"),
          Part.of("roles\\.client\\.[^\\[]+", "client role"),
          Part.of("groups(?:\\[\\?\\([^)]*\\)]\\.subGroups)*", "group"),
          Part.of("users", "user"),
          Part.of("identityProviders", "identity provider"),
          Part.of("authenticationFlows", "flow"),
          Part.of("clientPolicies\\.\\w+", "client policy"),
          Part.of("clientProfiles\\.\\w+", "client profile"));

  private Subject() {}

  static String of(String path) {
    return PARTS.stream()
        .map(part -> words(part, path))
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse("realm");
  }

  static String client(String path) {
    Matcher matcher = PARTS.get(0).path().matcher(path);
    return matcher.matches() ? unquoted(matcher.group(1)) : "";
  }

  private static String words(Part part, String path) {
    Matcher matcher = part.path().matcher(path);
    return matcher.matches() ? part.words() + " " + unquoted(matcher.group(1)) : "";
  }

  private static String unquoted(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }
}
