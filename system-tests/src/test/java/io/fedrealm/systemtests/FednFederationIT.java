package io.fedrealm.systemtests;

import io.fedrealm.systemtests.support.FednOperator;
import io.fedrealm.systemtests.support.FednRealm;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.PythonSuite;
import io.fedrealm.systemtests.support.TokenServiceSetup;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sites that the command line makes, in a federation of the real FEDn that it configures; what is
 * asked of them stands in {@code src/test/python/fedn-sites}.
 */
@ExtendWith(LocalKeycloak.class)
class FednFederationIT {

  private static final String REALM = "fedn-federation";
  private static final String SHORT_LIVED = "fedn-federation-short-lived";

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> sitesTakePartUntilTheyAreStopped(LocalKeycloak.Server server) {
    TokenServiceSetup tokenService = TokenServiceSetup.apply(server, REALM);
    Map<String, String> shortLived = FednRealm.variables(SHORT_LIVED);
    shortLived.put("FEDN_ACCESS_TOKEN_LIFESPAN", "3");
    shortLived.put("FEDN_TOKEN_SERVICE", "true");
    server.apply("fedn", shortLived);
    Path setup = FednOperator.setupFile(server, REALM, SHORT_LIVED, tokenService, folder);
    return new PythonSuite("fedn-sites", "fedn")
        .run(Map.of("FEDREALM_FEDN_OPERATOR", setup.toString()));
  }
}
