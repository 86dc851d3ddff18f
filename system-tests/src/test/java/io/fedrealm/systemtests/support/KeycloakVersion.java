package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distribution of a version of Keycloak, from Maven Central, with our jars, built. */
public final class KeycloakVersion {

  private static final String PLUGIN =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack";

  private static final Map<String, String> ADMIN =
      Map.of(
          "FEDREALM_ADMIN_CLIENT_ID", "fedrealm",
          "FEDREALM_ADMIN_CLIENT_SECRET", "canary-versions-admin-3f61b0a7d2c94e58");

  private final Path folder;
  private final Path distribution;

  /**
   * Unpacks the distribution, if it is not there yet, and puts our jars in.
   *
   * @param version for example {@code 26.7.0}
   */
  public KeycloakVersion(String version) {
    this.folder = Cli.work().resolve("versions").resolve(version);
    this.distribution = folder.resolve("keycloak-" + version);
    if (Files.notExists(distribution)) {
      run(
          List.of(
              "mvn",
              "-q",
              "-B",
              PLUGIN,
              "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + version + ":zip",
              "-DoutputDirectory=" + folder));
    }
    put("spi-extensions/target/fedrealm-spi-extensions.jar");
    put("themes/target/fedrealm-themes.jar");
  }

  private void put(String jar) {
    Path file = Cli.checkout().resolve(jar);
    try {
      Files.copy(
          file,
          distribution.resolve("providers").resolve(file.getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs {@code kc.sh build}.
   *
   * @param options of the build
   */
  public KeycloakVersion build(String... options) {
    List<String> command = new ArrayList<>();
    command.add(distribution.resolve("bin/kc.sh").toString());
    command.addAll(List.of("build", "--db=dev-file", "--health-enabled=true"));
    command.addAll(List.of(options));
    run(command);
    return this;
  }

  private void run(List<String> command) {
    Path log = folder.resolve("build.log");
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (ToolProcess.run(folder, log, environment, command) != 0) {
      throw new AssertionError(command + " failed:\n" + ToolProcess.tail(log));
    }
  }

  /**
   * A server of this version.
   *
   * @param data an empty folder, for database and logs
   */
  public OwnKeycloak server(Path data) {
    return new OwnKeycloak(distribution, data, ADMIN);
  }
}
