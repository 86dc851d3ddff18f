package io.fedrealm.provisioning.template.variable;

import io.fedrealm.provisioning.template.source.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values that commands and templates may use, and where they come from: environment variables,
 * each either given as {@code NAME} or, as container secrets are, as a file named by {@code
 * NAME_FILE}; then a file of values; then, for secrets, a folder with a file for each. An empty
 * value counts as not set.
 */
public final class Variables {

  /** The environment variable that names a folder with a file for each secret. */
  public static final String SECRETS_FOLDER = "FEDREALM_SECRETS_DIR";

  /** A variable is there, but cannot be used; the message says why and never holds a value. */
  public static final class UnusableException extends Exception {

    private static final long serialVersionUID = 1L;

    private UnusableException(String message) {
      super(message);
    }
  }

  /** A value, even a key or a list of redirect URIs, is far smaller. */
  private static final int MAX_BYTES = 1 << 20;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final String fileName;
  private final String folder;

  /**
   * @param environment name to value, normally {@link System#getenv()}
   */
  public Variables(Map<String, String> environment) {
    this(environment, Map.of(), "", environment.getOrDefault(SECRETS_FOLDER, ""));
  }

  private Variables(
      Map<String, String> environment, Map<String, String> file, String fileName, String folder) {
    this.environment = Map.copyOf(environment);
    this.file = Map.copyOf(file);
    this.fileName = fileName;
    this.folder = folder;
  }

  /**
   * The same, and what the environment does not say is taken from a file of values.
   *
   * @param name the file as the operator named it
   * @throws io.fedrealm.provisioning.error.CommandException when the file cannot be used
   */
  public Variables withFile(String name) {
    return new Variables(environment, ValuesFile.read(name), name, folder);
  }

  /** The same without the environment: only the file of values and the folder of secrets count. */
  public Variables withoutEnvironment() {
    return new Variables(Map.of(), file, fileName, folder);
  }

  /**
   * The value of a variable that may be a secret.
   *
   * @return empty when neither NAME nor NAME_FILE is set and the folder of secrets has no NAME
   * @throws UnusableException when both are set, or a file cannot be read or is empty
   */
  public Optional<String> get(String name) throws UnusableException {
    Optional<String> value = get(name, environment, name + "_FILE");
    if (value.isEmpty()) {
      value = get(name, secretsOf(file), name + "_FILE in " + fileName);
    }
    if (value.isEmpty() && isInFolder(name)) {
      value = Optional.of(read(SECRETS_FOLDER, inFolder(name).toString()));
    }
    return value;
  }

  private static Optional<String> get(String name, Map<String, String> from, String where)
      throws UnusableException {
    String value = from.getOrDefault(name, "");
    String path = from.getOrDefault(name + "_FILE", "");
    if (path.isEmpty()) {
      return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
    if (!value.isEmpty()) {
      throw new UnusableException(
          "both " + name + " and " + name + "_FILE are set: keep one of the two");
    }
    return Optional.of(read(where, path));
  }

  /** A secret itself is not taken from a file of values. */
  private static Map<String, String> secretsOf(Map<String, String> file) {
    return file.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("_FILE"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * The value of a variable that is no secret, and is shown where it stands.
   *
   * @return empty when NAME is not set
   * @throws UnusableException when NAME_FILE is set: a file is for secrets, and its text must not
   *     become a public one
   */
  public Optional<String> shown(String name) throws UnusableException {
    for (Map<String, String> from : List.of(environment, file)) {
      if (!from.getOrDefault(name + "_FILE", "").isEmpty()) {
        throw new UnusableException(
            name
                + "_FILE is set, and "
                + name
                + " is no secret here: its text would be shown. A file is read for secrets only: set "
                + name
                + " itself, and unset "
                + name
                + "_FILE");
      }
      String value = from.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /**
   * Where the value of a variable comes from, without reading it.
   *
   * @param secret whether it may come from a file
   * @return empty when it is nowhere
   */
  public Optional<String> source(String name, boolean secret) {
    if (isSet(environment, name)) {
      return Optional.of("environment");
    }
    if (secret && isSet(environment, name + "_FILE")) {
      return Optional.of(environment.get(name + "_FILE"));
    }
    if (!secret && isSet(file, name)) {
      return Optional.of(fileName);
    }
    if (secret && isSet(file, name + "_FILE")) {
      return Optional.of(file.get(name + "_FILE"));
    }
    return secret && isInFolder(name) ? Optional.of(inFolder(name).toString()) : Optional.empty();
  }

  private static boolean isSet(Map<String, String> from, String name) {
    return !from.getOrDefault(name, "").isEmpty();
  }

  private boolean isInFolder(String name) {
    return !folder.isEmpty() && NAME.matcher(name).matches() && Files.isRegularFile(inFolder(name));
  }

  private Path inFolder(String name) {
    return Path.of(folder, name);
  }

  /** A file's text without the line break that an editor or {@code echo} puts at its end. */
  private static String read(String where, String file) throws UnusableException {
    String value;
    try {
      value = TextFile.read(file, MAX_BYTES).replaceFirst("[\\r\\n]+\\z", "");
    } catch (TextFile.UnreadableException e) {
      throw new UnusableException(where + " names " + file + ", which " + e.getMessage());
    }
    if (value.isEmpty()) {
      throw new UnusableException(where + " names " + file + ", which is empty");
    }
    return value;
  }
}
