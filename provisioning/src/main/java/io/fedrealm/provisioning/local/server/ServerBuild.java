package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * {@code kc.sh build}: makes the distribution and our jars into a server that starts quickly. It is
 * done once for a set of jars.
 */
final class ServerBuild {

  /** The options that the image is built with, too; comments begin with #. */
  private static final String SHARED_OPTIONS =
      "/io/fedrealm/provisioning/local/server-build.options";

  /** What Keycloak has no option for; the image has the same file. */
  private static final String QUARKUS_PROPERTIES =
      "/io/fedrealm/provisioning/local/quarkus.properties";

  private final Path distribution;
  private final List<Path> jars;
  private final Tool build;
  private final Path stamp;

  /**
   * @param distribution the unpacked distribution
   * @param jars for its providers folder
   * @param environment the environment variables
   * @param log gets the output of kc.sh
   */
  ServerBuild(Path distribution, List<Path> jars, Map<String, String> environment, Path log) {
    this.distribution = distribution;
    this.jars = List.copyOf(jars);
    this.stamp = distribution.resolve(KeycloakDistribution.OWN_FOLDER).resolve("built");
    List<String> command = new ArrayList<>(List.of(kc().toString(), "build"));
    command.add("--db=dev-file");
    command.addAll(sharedOptions());
    Map<String, String> plain = Tool.plainEnvironment(environment);
    // It runs for some seconds: the thorough compiler would cost more than it gives (12 CPU
    // seconds instead of 27).
    plain.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    this.build = new Tool(command, distribution, plain, log);
  }

  private static List<String> sharedOptions() {
    return resource(SHARED_OPTIONS).lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static String resource(String name) {
    try (InputStream in = ServerBuild.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path kc() {
    return distribution.resolve("bin/kc.sh");
  }

  /**
   * Whether the server was built with just these jars and options.
   *
   * @throws CommandException when a jar is missing
   */
  boolean isCurrent() {
    try {
      return Files.exists(stamp) && Files.readString(stamp).equals(fingerprint());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Builds it.
   *
   * @throws CommandException when kc.sh fails
   */
  void run(Interruption interruption) {
    try {
      Files.deleteIfExists(stamp);
      restorePristine();
      forgetOldThemeFiles();
      for (Path jar : jars) {
        Path provider = distribution.resolve("providers").resolve(jar.getFileName());
        Files.copy(jar, provider, StandardCopyOption.REPLACE_EXISTING);
      }
      Path conf = Files.createDirectories(distribution.resolve("conf"));
      Files.writeString(conf.resolve("quarkus.properties"), resource(QUARKUS_PROPERTIES));
      if (build.run(interruption) != 0) {
        throw new CommandException(
            ExitCode.FAILED,
            "Keycloak cannot be built with the extension:\n  "
                + String.join("\n  ", build.tail(8))
                + "\nThe whole log: "
                + build.log());
      }
      Files.writeString(stamp, fingerprint());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void restorePristine() throws IOException {
    Path quarkus = distribution.resolve("lib/quarkus");
    FileTrees.delete(quarkus);
    FileTrees.copy(distribution.resolve(KeycloakDistribution.OWN_FOLDER + "/quarkus"), quarkus);
  }

  /** Keycloak keeps style sheets and scripts compressed, even when their jar has changed. */
  private void forgetOldThemeFiles() throws IOException {
    FileTrees.delete(distribution.resolve("data/tmp/kc-gzip-cache"));
  }

  private String fingerprint() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      // Not with which kc.sh: a server that was built elsewhere needs no other build.
      List<String> options = build.command().subList(1, build.command().size());
      digest.update(String.join(" ", options).getBytes(StandardCharsets.UTF_8));
      digest.update(resource(QUARKUS_PROPERTIES).getBytes(StandardCharsets.UTF_8));
      for (Path jar : jars) {
        digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(jar));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private CommandException failed(IOException cause) {
    return new CommandException(
        ExitCode.FAILED,
        "Keycloak cannot be built in "
            + distribution
            + ": "
            + cause
            + ". Start fedrealm by its launcher ./fedrealm, which builds the jars that go in.",
        cause);
  }
}
