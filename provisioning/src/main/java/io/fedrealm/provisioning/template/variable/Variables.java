package io.fedrealm.provisioning.template.variable;

import io.fedrealm.provisioning.template.source.TextFile;
import java.util.Map;
import java.util.Optional;

/**
 * The values that templates may use: environment variables, each either given as {@code NAME} or,
 * as container secrets are, as a file named by {@code NAME_FILE}. An empty value counts as not set.
 */
public final class Variables {

  /** A variable is there, but cannot be used; the message says why and never holds a value. */
  public static final class UnusableException extends Exception {

    private static final long serialVersionUID = 1L;

    private UnusableException(String message) {
      super(message);
    }
  }

  /** A value, even a key or a list of redirect URIs, is far smaller. */
  private static final int MAX_BYTES = 1 << 20;

  private final Map<String, String> environment;

  /**
   * @param environment name to value, normally {@link System#getenv()}
   */
  public Variables(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The value of a variable.
   *
   * @return empty when neither NAME nor NAME_FILE is set
   * @throws UnusableException when both are set, or the file cannot be read or is empty
   */
  public Optional<String> get(String name) throws UnusableException {
    String value = environment.getOrDefault(name, "");
    String file = environment.getOrDefault(name + "_FILE", "");
    if (file.isEmpty()) {
      return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
    if (!value.isEmpty()) {
      throw new UnusableException(
          "both " + name + " and " + name + "_FILE are set: keep one of the two");
    }
    return Optional.of(read(name, file));
  }

  /**
   * The value of a variable that is no secret, and is shown where it stands.
   *
   * @return empty when NAME is not set
   * @throws UnusableException when NAME_FILE is set: a file is for secrets, and its text must not
   *     become a public one
   */
  public Optional<String> shown(String name) throws UnusableException {
    if (!environment.getOrDefault(name + "_FILE", "").isEmpty()) {
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
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /** A file's text without the line break that an editor or {@code echo} puts at its end. */
  private static String read(String name, String file) throws UnusableException {
    String value;
    try {
      value = TextFile.read(file, MAX_BYTES).replaceFirst("[\\r\\n]+\\z", "");
    } catch (TextFile.UnreadableException e) {
      throw new UnusableException(name + "_FILE names " + file + ", which " + e.getMessage());
    }
    if (value.isEmpty()) {
      throw new UnusableException(name + "_FILE names " + file + ", which is empty");
    }
    return value;
  }
}
