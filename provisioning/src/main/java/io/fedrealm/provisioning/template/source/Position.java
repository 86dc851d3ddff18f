package io.fedrealm.provisioning.template.source;

/**
 * A place in a template file.
 *
 * @param file the template's name
 * @param line counted from 1
 * @param path JSON path, for example {@code $.clients[2].secret}
 */
public record Position(String file, int line, String path) {

  @Override
  public String toString() {
    return file + ":" + line + " " + path;
  }
}
