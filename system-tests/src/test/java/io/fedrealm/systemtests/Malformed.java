package io.fedrealm.systemtests;

import io.fedrealm.systemtests.support.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * A template that nobody can apply.
 *
 * @param name what is wrong, and the file's name
 * @param path JSON path that the message has to name; empty when the file is not JSON at all
 * @param message a part of the message
 * @param content the file
 */
record Malformed(String name, String path, String message, byte[] content) {

  /** More than a template may have. */
  private static final int TOO_MANY_BYTES = (8 << 20) + 1;

  private static final int TOO_DEEP = 200;
  private static final int TOO_LONG = 256;

  /** The whole corpus. */
  static List<Malformed> corpus() {
    List<Malformed> corpus = new ArrayList<>();
    try {
      for (String line :
          Files.readAllLines(
              Cli.checkout().resolve("system-tests/src/test/resources/malformed.txt"))) {
        String[] parts = line.split(" \\| ", 4);
        if (parts.length == 4) {
          corpus.add(new Malformed(parts[0], parts[1], parts[2], bytes(parts[3])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sizes(corpus);
    encodings(corpus);
    return corpus;
  }

  private static byte[] bytes(String template) {
    String json = template.replace('\'', '"');
    return (json.startsWith("+") ? "{\"realm\":\"malformed\"," + json.substring(1) : json)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void sizes(List<Malformed> corpus) {
    corpus.add(new Malformed("too-large", "", "is larger than", new byte[TOO_MANY_BYTES]));
    String deep = "{'groups':[".repeat(TOO_DEEP);
    corpus.add(new Malformed("too-deep", "$", "not valid JSON", bytes(deep)));
    corpus.add(
        new Malformed(
            "name-too-long",
            "$.roles.realm[0].name",
            "is longer than 255 characters",
            bytes("+'roles':{'realm':[{'name':'" + "x".repeat(TOO_LONG) + "'}]}}")));
    corpus.add(
        new Malformed(
            "number-too-long",
            "$",
            "not valid JSON",
            bytes("+'accessTokenLifespan':" + "9".repeat(TOO_LONG) + "}")));
  }

  private static void encodings(List<Malformed> corpus) {
    String json = "{\"realm\":\"malformed\",\"displayName\":\"Größe\"}";
    String reason = "is not UTF-8 text";
    corpus.add(new Malformed("latin-1", "", reason, json.getBytes(StandardCharsets.ISO_8859_1)));
    corpus.add(new Malformed("utf-16", "", reason, json.getBytes(StandardCharsets.UTF_16)));
    corpus.add(new Malformed("not-text", "", reason, new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1}));
    corpus.add(new Malformed("nothing-but-zeros", "$", "not valid JSON", new byte[64]));
  }

  @Override
  public String toString() {
    return name;
  }
}
