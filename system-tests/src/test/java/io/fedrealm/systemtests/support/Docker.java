package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The container engine of this machine, and the images under test.
 *
 * <p>They are made once in a process by {@code docker/build.sh} (and in seconds where another
 * process has made the same), on stand-in base images where this is a Debian machine that can build
 * them (as on CI) and on the original ones elsewhere.
 */
public final class Docker {

  private static final int TIMEOUT_MINUTES = 10;
  private static final Pattern EXPORT = Pattern.compile("(?m)^export ([A-Z_]+)=(\\S+)$");

  /** Relative paths for which the images are there already. */
  private static final Map<String, String> BUILT = new HashMap<>();

  private Docker() {}

  /**
   * The tag of the images for a path.
   *
   * @param suite named in the message, if there is no engine here: the test ends then
   * @param relativePath {@code /}, or {@code /auth} as FLNet has it
   */
  public static synchronized String images(String suite, String relativePath) {
    requireEngine(suite);
    return BUILT.computeIfAbsent(relativePath, path -> Fork.alone("images", () -> build(path)));
  }

  /**
   * The image of HAProxy.
   *
   * @param suite named in the message, if there is no engine here: the test ends then
   */
  public static String haproxyImage(String suite) {
    requireEngine(suite);
    Map<String, String> standIns = baseImages();
    if (!standIns.isEmpty()) {
      Path log = Cli.work().resolve("docker/build.log");
      Fork.alone(
          "images",
          () -> {
            script(log, Map.of(), "docker/stand-in/images.sh");
            return "";
          });
    }
    return standIns.getOrDefault("HAPROXY_IMAGE", "haproxy:3.0");
  }

  private static void requireEngine(String suite) {
    Path log = Cli.work().resolve("docker/engine.log");
    Path folder = Cli.checkout();
    if (ToolProcess.run(folder, log, Map.of(), List.of("docker", "compose", "version")) != 0
        || ToolProcess.run(folder, log, Map.of(), List.of("docker", "info")) != 0) {
      Requirement.missing(suite, "a running container engine with docker and compose 2", log);
    }
  }

  private static String build(String relativePath) {
    Path log = Cli.work().resolve("docker/build.log");
    Map<String, String> environment = new HashMap<>(baseImages());
    if (!environment.isEmpty()) {
      script(log, Map.of(), "docker/stand-in/images.sh");
    }
    String tag = own("test" + relativePath.replace('/', '-').replaceAll("-$", ""));
    removeAtTheEnd(tag);
    environment.put("TAG", tag);
    environment.put("JARS", "built");
    environment.put("HTTP_RELATIVE_PATH", relativePath);
    script(log, environment, "docker/build.sh");
    return tag;
  }

  private static void script(Path log, Map<String, String> environment, String script) {
    if (ToolProcess.run(Cli.checkout(), log, environment, List.of(script)) != 0) {
      throw new AssertionError(script + " failed:\n" + ToolProcess.tail(log));
    }
  }

  /** A name with a mark of this checkout and process: others may run on the same engine at once. */
  public static String own(String name) {
    String checkout = Integer.toHexString(Cli.checkout().toString().hashCode());
    return name + "-" + checkout + Fork.suffix("docker");
  }

  /**
   * Another version of Keycloak's image, with other jars.
   *
   * @param tag of the images that are there
   * @param title of the other one's login page
   * @return its name
   */
  public static String otherImage(String tag, String title) {
    removeAtTheEnd(tag + "-other");
    String image = "fedrealm/keycloak:" + tag + "-other";
    OtherImage.build(image, title);
    return image;
  }

  /**
   * Builds an image of this checkout once more, with nothing that the builder has kept of before.
   *
   * @param name {@code keycloak} or {@code provisioning}
   * @param tag of the images that are there
   * @return its name
   */
  public static String builtAgain(String name, String tag) {
    removeAtTheEnd(tag + "-again");
    String image = "fedrealm/" + name + ":" + tag + "-again";
    String file = name.equals("keycloak") ? "docker/Dockerfile" : "docker/" + name + "/Dockerfile";
    buildImage(image, file, Cli.checkout(), "--no-cache");
    return image;
  }

  /** Builds an image on the base images of this machine. */
  static void buildImage(String image, String file, Path context, String... options) {
    List<String> command = new ArrayList<>(List.of("build", "-q", "-t", image));
    command.addAll(List.of(options));
    baseImages().forEach((name, base) -> command.addAll(List.of("--build-arg", name + "=" + base)));
    command.addAll(List.of("-f", Cli.checkout().resolve(file).toString(), context.toString()));
    out(command.toArray(String[]::new));
  }

  /** The builder's cache stays: the next run makes them again in seconds. */
  private static void removeAtTheEnd(String tag) {
    Thread removal = new Thread(() -> run(Map.of(), removal(tag)));
    Runtime.getRuntime().addShutdownHook(removal);
  }

  private static String[] removal(String tag) {
    return new String[] {
      "image", "rm", "--force", "fedrealm/keycloak:" + tag, "fedrealm/provisioning:" + tag
    };
  }

  /** The stand-ins' names by variable; empty where the original images are used. */
  static Map<String, String> baseImages() {
    Map<String, String> images = new HashMap<>();
    if (Files.isExecutable(Path.of("/usr/bin/mmdebstrap"))) {
      try {
        Path file = Cli.checkout().resolve("docker/stand-in/images.env");
        Matcher export = EXPORT.matcher(Files.readString(file));
        while (export.find()) {
          images.put(export.group(1), export.group(2));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return images;
  }

  /** The name of the database image. */
  public static String postgresImage() {
    return baseImages().getOrDefault("POSTGRES_IMAGE", "postgres:17");
  }

  /** What {@code docker} prints with these arguments; fails when it fails. */
  public static String out(String... arguments) {
    Cli.Result result = run(Map.of(), arguments);
    if (result.exitCode() != 0) {
      throw new AssertionError("docker " + List.of(arguments) + " failed:\n" + result.output());
    }
    return result.out();
  }

  /** Runs {@code docker}, whatever comes of it. */
  public static Cli.Result run(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile("docker", ".out");
      Path err = Files.createTempFile("docker", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + command);
      }
      Cli.Result result =
          new Cli.Result(process.exitValue(), Files.readString(out), Files.readString(err));
      for (Path file : Set.of(out, err)) {
        Files.delete(file);
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
