package io.fedrealm.systemtests;

import io.fedrealm.systemtests.support.Docker;
import io.fedrealm.systemtests.support.PythonSuite;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The real FEDn behind HAProxy with {@code docker/proxy/fedn.cfg}; what is asked stands in {@code
 * src/test/python/fedn-proxy}. It needs no Keycloak, and takes some ten seconds.
 */
class FednProxyIT {

  @TestFactory
  Stream<DynamicTest> whatFednLeavesOpenIsClosedAtItsProxy() {
    return new PythonSuite("fedn-proxy", "fedn")
        .run(Map.of("FEDREALM_HAPROXY_IMAGE", Docker.haproxyImage("fedn-proxy")));
  }
}
