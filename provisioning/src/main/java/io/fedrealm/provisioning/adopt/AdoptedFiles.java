package io.fedrealm.provisioning.adopt;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The files of an adopted realm: {@code NAME.json}, and {@code NAME.env} with its secrets. */
record AdoptedFiles(Path template, Path secrets) {

  /** Where the files of a realm are. */
  static AdoptedFiles in(Path folder, String realm) {
    String name = realm.replaceAll("[^A-Za-z0-9._-]+", "_").replaceFirst("^[.-]+", "_");
    return new AdoptedFiles(folder.resolve(name + ".json"), folder.resolve(name + ".env"));
  }

  /**
   * Writes them; there is no file of secrets when there are none.
   *
   * @throws CommandException when one of them is there: it may hold the only copy of a secret
   */
  void write(Adopted adopted) {
    for (Path file : List.of(template, secrets)) {
      if (Files.exists(file)) {
        throw new CommandException(
            ExitCode.USAGE, file + " is there already: move it away, or choose another --out");
      }
    }
    try {
      Files.createDirectories(template.toAbsolutePath().getParent());
      if (!adopted.secrets().isEmpty()) {
        PrivateFile.replace(secrets, lines(adopted));
      }
      Files.writeString(template, adopted.template());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The files cannot be written to " + template.getParent() + ": " + e, e);
    }
  }

  private static String lines(Adopted adopted) {
    return adopted.secrets().entrySet().stream()
        .map(secret -> secret.getKey() + "=" + quoted(secret.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** As a shell reads it ({@code set -a; . ./NAME.env}). */
  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_./:@%+=,-]+")
        ? value
        : "'" + value.replace("'", "'\\''") + "'";
  }
}
