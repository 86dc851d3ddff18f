package io.fedrealm.provisioning.server;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses that nothing leaves this machine for. */
public final class Loopback {

  private static final Pattern HOST =
      Pattern.compile("(.*\\.)?localhost\\.?|127(\\.\\d{1,3}){3}|\\[(::|(0:){7})1]");

  private Loopback() {}

  /**
   * Whether a server is on this machine, by its address alone.
   *
   * @param address with a host
   */
  public static boolean isHostOf(URI address) {
    return HOST.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
  }
}
