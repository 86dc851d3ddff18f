package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A folder of templates, and {@code expected.json} with the steps to take, one after the other. A
 * step has, in this order, all optional:
 *
 * <ul>
 *   <li>{@code newRealm}: true to delete the realm first (it does not exist before the first step);
 *   <li>{@code byHand}: requests ({@code method}, {@code path} below the realm, {@code body}) as
 *       somebody with the admin console sends them;
 *   <li>{@code run}: a command, with names of files of the folder; {@code exit}: its exit code, 0
 *       when left out (after an {@code apply} the plan of the same files is empty then; with 2
 *       nothing was written); {@code says}: texts of its output; {@code silent}: texts that are not
 *       in it;
 *   <li>{@code live}: what the realm has then: {@code path} below the realm, and either a {@code
 *       status}, or {@code at} (a JSON pointer into the answer) and {@code is}; without {@code is}
 *       there is nothing.
 * </ul>
 *
 * <p>Each variable that the files name has a value that must not show up.
 *
 * @param folder the folder
 * @param realm the realm that the files describe
 * @param steps the steps
 */
public record Fault(Path folder, String realm, List<JsonNode> steps) {

  /** The beginning of the value of each variable. */
  public static final String CANARY = "canary-58f0c2d71b6e9a34-";

  private static final String EXPECTED = "expected.json";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All of them, by name. */
  public static List<Fault> all() {
    Path faults = Cli.checkout().resolve("system-tests/src/test/resources/faults");
    try (Stream<Path> folders = Files.list(faults)) {
      return folders.filter(Files::isDirectory).sorted().map(Fault::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fault read(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      Path template = files.filter(Fault::isTemplate).sorted().findFirst().orElseThrow();
      JsonNode expected = JSON.readTree(folder.resolve(EXPECTED).toFile());
      return new Fault(
          folder,
          JSON.readTree(template.toFile()).path("realm").asText(),
          StreamSupport.stream(expected.path("steps").spliterator(), false).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTemplate(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") && !name.equals(EXPECTED);
  }

  /** The arguments of a command, with paths for names of files. */
  public String[] arguments(String command) {
    return Arrays.stream(command.split(" "))
        .map(word -> word.endsWith(".json") ? folder.resolve(word).toString() : word)
        .toArray(String[]::new);
  }

  /** A value for each variable that the files name. */
  public Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Fault::isTemplate).toList()) {
        Matcher variable = VARIABLE.matcher(Files.readString(file));
        while (variable.find()) {
          variables.put(variable.group(1), CANARY + variable.group(1).toLowerCase());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return variables;
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
