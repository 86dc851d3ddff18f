package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gets Keycloak's distribution as a Maven artifact, with the operator's own Maven: mirrors, proxies
 * and credentials of settings.xml hold, and the local repository saves the second download.
 */
final class MavenDownload {

  private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:";
  private static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist";

  private final Home home;
  private final String version;
  private final Map<String, String> environment;
  private final Interruption interruption;

  /**
   * @param environment all of ours: settings.xml may refer to it
   */
  MavenDownload(
      Home home, String version, Map<String, String> environment, Interruption interruption) {
    this.home = home;
    this.version = version;
    this.environment = new TreeMap<>(environment);
    this.environment.merge(
        "MAVEN_OPTS", "-XX:TieredStopAtLevel=1", (set, ours) -> ours + " " + set);
    this.interruption = interruption;
  }

  /**
   * Copies the zip file into a folder.
   *
   * @return the zip file
   * @throws CommandException when Maven is missing or cannot get it
   */
  Path fetch(Path directory) {
    Tool maven =
        maven(
            "download",
            "copy",
            "-Dartifact=" + ARTIFACT + ":" + version + ":zip",
            "-DoutputDirectory=" + directory);
    if (run(maven) != 0) {
      throw new CommandException(
          ExitCode.FAILED,
          "Maven could not get "
              + ARTIFACT
              + ":"
              + version
              + ":zip (about 180 MB, from Maven Central or the mirror in settings.xml):\n  "
              + reason(maven)
              + "\nCheck the network and the proxy in Maven's settings.xml, then run fedrealm up"
              + " again. Maven's log: "
              + maven.log());
    }
    return directory.resolve("keycloak-quarkus-dist-" + version + ".zip");
  }

  /**
   * Removes a damaged artifact from Maven's local repository, so that the next {@link #fetch} gets
   * it anew.
   *
   * @return whether that worked
   */
  boolean forget() {
    return run(
            maven(
                "download-forget",
                "purge-local-repository",
                "-DmanualInclude=" + ARTIFACT,
                "-DreResolve=false",
                "-DactTransitively=false"))
        == 0;
  }

  private Tool maven(String log, String goal, String... options) {
    String mvn = Tool.find("mvn", environment).orElseThrow(() -> missing("there is none in PATH"));
    List<String> command = new ArrayList<>(List.of(mvn, "-B", "-ntp", PLUGIN + goal));
    command.addAll(List.of(options));
    return new Tool(command, home.path(), environment, home.log(log));
  }

  private int run(Tool maven) {
    try {
      return maven.run(interruption);
    } catch (IOException e) {
      throw missing(e.getMessage());
    }
  }

  private static CommandException missing(String reason) {
    return new CommandException(
        ExitCode.FAILED,
        "Maven (mvn) cannot be started, it is needed to get Keycloak: "
            + reason
            + ". Install Maven 3.8 or later. Debian and Ubuntu: apt-get install maven");
  }

  private static String reason(Tool maven) {
    List<String> tail = maven.tail(200);
    return tail.stream()
        .filter(line -> line.startsWith("[ERROR]"))
        .map(line -> line.substring("[ERROR]".length()).trim())
        .findFirst()
        .orElse(tail.isEmpty() ? "(it said nothing)" : tail.get(tail.size() - 1));
  }
}
