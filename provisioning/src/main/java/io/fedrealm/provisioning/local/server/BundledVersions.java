package io.fedrealm.provisioning.local.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that the parent pom names, as they were built in. */
public final class BundledVersions {

  private static final String RESOURCE = "/io/fedrealm/provisioning/versions.properties";

  private BundledVersions() {}

  /** The Keycloak that fedrealm is made for. */
  public static String keycloak() {
    Properties versions = new Properties();
    try (InputStream in = BundledVersions.class.getResourceAsStream(RESOURCE)) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions.getProperty("keycloak.version");
  }
}
