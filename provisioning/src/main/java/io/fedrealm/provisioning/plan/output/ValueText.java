package io.fedrealm.provisioning.plan.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.Printable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;

/**
 * Values as people read them. Two values that are not the same never read the same: what could be
 * mistaken for something else stands in quotes, what cannot be seen is spelled out, and of a long
 * text the part that differs is shown.
 */
final class ValueText {

  private static final int CONTEXT = 40;

  /** How many characters of the hash tell two texts apart whose shown parts are the same. */
  private static final int HASH = 16;

  private final int limit;

  /**
   * @param limit how many characters of a value are shown at most
   */
  ValueText(int limit) {
    this.limit = limit;
  }

  /**
   * A value next to the one that it is compared with.
   *
   * @param other decides which part of a long text is shown
   */
  String shown(JsonNode value, JsonNode other) {
    if (value.isMissingNode() || value.isNull()) {
      return "(not set)";
    }
    if (value.isContainerNode()) {
      return cut(value.toString(), plain(other), false, isAlike(plain(value), plain(other)));
    }
    if (plain(value).isEmpty()) {
      return "(empty)";
    }
    return text(plain(value), plain(other));
  }

  /** A value as JSON, next to the one that it is compared with. */
  String json(JsonNode value, JsonNode other) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String one = value.toString();
    String two = other.isMissingNode() ? "" : other.toString();
    return cut(one, two, false, isAlike(one, two));
  }

  /** A text next to the one that it is compared with. */
  String text(String text, String other) {
    return cut(text, other, isAlike(text, other) || !isPlain(text), isAlike(text, other));
  }

  /** A text of a list, next to one that it could be taken for: quoted when it has a space. */
  String element(String text, String other) {
    boolean quoted = isAlike(text, other) || !isPlain(text) || !text.matches("[^\\s\"]+");
    return cut(text, other, quoted, isAlike(text, other));
  }

  private static String plain(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.asText("");
  }

  private String cut(String text, String other, boolean quoted, boolean alike) {
    if (text.length() <= limit && other.length() <= limit) {
      return quoted ? quote(text, alike) : escape(text, alike);
    }
    int before = commonPrefix(text, other);
    int after = commonSuffix(text, other, before);
    int start = text.length() <= limit ? 0 : whole(text, before - CONTEXT);
    int end = text.length() <= limit ? text.length() : text.length() - after + CONTEXT;
    end = whole(text, Math.min(Math.min(end, text.length()), start + limit));
    if (start == 0 && end == text.length()) {
      return quoted ? quote(text, alike) : escape(text, alike);
    }
    String part =
        (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
    return "%s (%d characters, sha256 %s)"
        .formatted(quote(part, alike), text.length(), sha256(text));
  }

  /** How many characters two texts have in common at their beginnings and ends. */
  static int common(String one, String other) {
    int prefix = commonPrefix(one, other);
    return prefix + commonSuffix(one, other, prefix);
  }

  private static int commonPrefix(String one, String other) {
    int end = Math.min(one.length(), other.length());
    int at = 0;
    while (at < end && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  private static int commonSuffix(String one, String other, int prefix) {
    int most = Math.min(one.length(), other.length()) - prefix;
    int length = 0;
    while (length < most
        && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
      length++;
    }
    return length;
  }

  /** A position that is in the text and in no pair of surrogates. */
  private static int whole(String text, int position) {
    int at = Math.max(position, 0);
    boolean inPair =
        at > 0
            && at < text.length()
            && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    return inPair ? at - 1 : at;
  }

  /** Whether a text can stand without quotes and be taken for nothing else. */
  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && "([{\"".indexOf(text.charAt(0)) < 0
        && text.equals(text.strip())
        && !text.contains("(from ")
        && text.chars().noneMatch(c -> c == '\\' || c == '→' || c == '…')
        && escape(text, false).equals(text);
  }

  /** Whether two texts are different and could be read as one: accents, foreign letters. */
  static boolean isAlike(String one, String other) {
    if (one.equals(other) || one.isEmpty() || other.isEmpty()) {
      return false;
    }
    return letters(one).equals(letters(other)) || differInForeignLettersOnly(one, other);
  }

  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
  }

  private static boolean differInForeignLettersOnly(String one, String other) {
    int[] first = one.codePoints().toArray();
    int[] second = other.codePoints().toArray();
    if (first.length != second.length) {
      return false;
    }
    for (int index = 0; index < first.length; index++) {
      boolean ascii = first[index] < 0x80 && second[index] < 0x80;
      if (first[index] != second[index] && ascii) {
        return false;
      }
    }
    return true;
  }

  private static String quote(String text, boolean ascii) {
    return '"' + escape(text.replace("\\", "\\\\").replace("\"", "\\\""), ascii) + '"';
  }

  /** With what cannot be seen, and every space but the usual one, as {@code \\uXXXX}. */
  private static String escape(String text, boolean ascii) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              boolean space = point != ' ' && Character.isSpaceChar(point);
              if (!space && !(ascii && point >= 0x80) && Printable.isVisible(point)) {
                escaped.appendCodePoint(point);
              } else {
                for (char unit : Character.toChars(point)) {
                  escaped.append(String.format("\\u%04x", (int) unit));
                }
              }
            });
    return escaped.toString();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
