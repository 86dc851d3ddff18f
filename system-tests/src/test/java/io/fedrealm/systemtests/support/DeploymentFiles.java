package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an operator prepares before {@code docker compose up}: the {@code .env} file and the
 * secrets.
 *
 * @param folder for all of it
 */
record DeploymentFiles(Path folder) {

  private static final String TLS_CERTIFICATE = "TLS_CERTIFICATE";
  private static final List<String> OTHER_SECRETS =
      List.of("KC_DB_PASSWORD", "KC_BOOTSTRAP_ADMIN_PASSWORD", "FEDREALM_ADMIN_CLIENT_SECRET");

  /** Generates the secrets that are not there yet, and writes the settings. */
  static DeploymentFiles make(Path folder, Map<String, String> settings) {
    DeploymentFiles files = new DeploymentFiles(folder);
    makeSecrets(files.secrets());
    Map<String, String> env = new TreeMap<>(settings);
    env.put("FEDREALM_SECRETS", files.secrets().toString());
    env.put("FEDREALM_ENV", files.environment().toString());
    env.put("FEDREALM_UID", owner(files.secrets()));
    write(files.environment(), env);
    return files;
  }

  /** The {@code .env} file. */
  Path environment() {
    return folder.resolve("env");
  }

  /** The folder with a file for each secret. */
  Path secrets() {
    return folder.resolve("secrets");
  }

  /** The secrets by name. */
  Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    try (Stream<Path> list = Files.list(secrets())) {
      for (Path file : list.toList()) {
        if (!file.endsWith(TLS_CERTIFICATE)) {
          values.put(file.getFileName().toString(), Files.readString(file));
        }
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a secret of which no template knows. */
  void addSecret(String name, String value) {
    try {
      Path file = secrets().resolve(name);
      Files.writeString(file, value);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      owner(secrets());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void makeSecrets(Path folder) {
    List<String> arguments =
        new ArrayList<>(List.of("secrets", "init", "--quiet", "--dir", folder.toString()));
    OTHER_SECRETS.forEach(name -> arguments.addAll(List.of("--also", name)));
    Cli.Result result = Cli.run(Map.of(), arguments.toArray(String[]::new));
    if (result.exitCode() != 0) {
      throw new AssertionError("secrets init failed:\n" + result.output());
    }
  }

  /**
   * Like the manual: root gives the files to the user of the images, others use their own number.
   */
  private static String owner(Path secrets) {
    try {
      int uid = (int) Files.getAttribute(secrets.getParent(), "unix:uid");
      if (uid != 0) {
        return Integer.toString(uid);
      }
      try (Stream<Path> files = Files.walk(secrets)) {
        for (Path file : files.toList()) {
          Files.setAttribute(file, "unix:uid", 10001);
        }
      }
      return "10001";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, Map<String, String> env) {
    try {
      Files.write(file, env.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A certificate for localhost that is made now; the proxy's secret is it and its key. */
  Path certificate() {
    Path certificate = folder.resolve("localhost.crt");
    Path key = folder.resolve("localhost.key");
    List<String> command =
        new ArrayList<>(List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"));
    command.addAll(List.of("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"));
    command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    Path log = folder.resolve("openssl.log");
    if (ToolProcess.run(folder, log, Map.of(), command) != 0) {
      throw new AssertionError("no certificate could be made:\n" + ToolProcess.tail(log));
    }
    try {
      Path pem = secrets().resolve(TLS_CERTIFICATE);
      Files.writeString(pem, Files.readString(certificate) + Files.readString(key));
      owner(secrets());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return certificate;
  }
}
