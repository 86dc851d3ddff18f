package io.fedrealm.extension.fedn;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What an address is counted under: one customer may have a whole /64 of IPv6 to choose from. */
final class Network {

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final int PREFIX_BYTES = 8;

  private Network() {}

  /**
   * The network of an address.
   *
   * @param address as Keycloak gives it; null when it has none
   * @return the first 64 bits of an IPv6 address; any other text as it is
   */
  static String of(String address) {
    String text = address == null ? "" : address.replaceAll("[\\[\\]]|%.*", "");
    if (!IPV6.matcher(text).matches()) {
      return text;
    }
    try {
      InetAddress parsed = InetAddress.getByName(text);
      if (!(parsed instanceof Inet6Address)) {
        return parsed.getHostAddress();
      }
      byte[] prefix = Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES), 16);
      return InetAddress.getByAddress(prefix).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      return text;
    }
  }
}
