package io.fedrealm.provisioning.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions that were built in. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    Properties versions = new Properties();
    try (InputStream in =
        Version.class.getResourceAsStream("/io/fedrealm/provisioning/versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new String[] {
      "fedrealm " + versions.getProperty("fedrealm.version"),
      "made for Keycloak " + versions.getProperty("keycloak.version")
    };
  }
}
