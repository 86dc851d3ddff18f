package io.fedrealm.extension.fedn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 2001:db8:0:0:0:0:0:0/64",
    "2001:db8::ffff:1:2:3, 2001:db8:0:0:0:0:0:0/64",
    "2001:db8:0:1::1, 2001:db8:0:1:0:0:0:0/64",
    "2001:DB8:0:1:ffff:ffff:ffff:ffff, 2001:db8:0:1:0:0:0:0/64",
    "[2001:db8::1], 2001:db8:0:0:0:0:0:0/64",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64",
    "::1, 0:0:0:0:0:0:0:0/64",
    "::ffff:192.0.2.7, 192.0.2.7"
  })
  void anIpv6AddressIsCountedByItsNetwork(String address, String network) {
    assertThat(Network.of(address)).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.7", "", "unknown", "no.such.host.example", "a:b:c:g", ":::", "1:2"})
  void anythingElseIsCountedAsItIs(String address) {
    assertThat(Network.of(address)).isEqualTo(address);
  }

  @Test
  void noAddressIsOneToo() {
    assertThat(Network.of(null)).isEmpty();
  }
}
