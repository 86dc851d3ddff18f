package io.fedrealm.provisioning.template.variable;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.template.source.TextFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of values for templates: lines {@code NAME=value}, the value as it stands, without quotes.
 * Docker's {@code env_file} and Kubernetes' {@code --from-env-file} read the same. It can be kept
 * with the templates, because it holds no secret: of one it says {@code NAME_FILE=path}.
 */
public final class ValuesFile {

  private static final int MAX_BYTES = 8 << 20;
  private static final Pattern LINE = Pattern.compile("([A-Z][A-Z0-9_]*)=(.*)");

  private ValuesFile() {}

  /**
   * Reads the file.
   *
   * @return the values in their order
   * @throws CommandException {@link ExitCode#USAGE} with every line that is wrong; no value is
   *     named
   */
  public static Map<String, String> read(String path) {
    List<String> problems = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>();
    int number = 0;
    for (String line : text(path).split("\\R", -1)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        String where = path + ":" + number + ": ";
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          add(matcher.group(1), matcher.group(2), where, values, problems);
        } else {
          problems.add(where + "is not of the form NAME=value");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "The values cannot be used, nothing was sent:\n  " + String.join("\n  ", problems));
    }
    return values;
  }

  private static void add(
      String name, String value, String where, Map<String, String> values, List<String> problems) {
    if (ReservedNames.isReserved(name)) {
      problems.add(where + "no template may use the variable " + name + ": take it out");
    } else if (isSecret(name)) {
      problems.add(
          where
              + name
              + " is a secret and does not belong into this file: write "
              + name
              + "_FILE=path, or put it into the folder FEDREALM_SECRETS_DIR");
    } else if (value.startsWith("\"") || value.startsWith("'")) {
      problems.add(where + "the value stands without quotes here: quotes would be a part of it");
    } else if (values.putIfAbsent(name, value) != null) {
      problems.add(where + "names " + name + " for the second time");
    }
  }

  /** Whether a variable is a secret, by its name. */
  static boolean isSecret(String name) {
    return name.endsWith("SECRET") || name.endsWith("PASSWORD");
  }

  private static String text(String path) {
    try {
      return TextFile.read(path, MAX_BYTES);
    } catch (TextFile.UnreadableException e) {
      throw new CommandException(ExitCode.USAGE, "The values file " + path + " " + e.getMessage());
    }
  }
}
