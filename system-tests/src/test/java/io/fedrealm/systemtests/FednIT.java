package io.fedrealm.systemtests;

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
 * The real FEDn, from its package registry, takes and refuses the realm's tokens; what it is asked
 * stands in {@code src/test/python/fedn}.
 */
@ExtendWith(LocalKeycloak.class)
class FednIT {

  private static final String REALM = "fedn-suite";
  private static final String SHORT_LIVED = "fedn-suite-short-lived";

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> fednTakesItsTokensAndRefusesAllOthers(LocalKeycloak.Server server) {
    TokenServiceSetup tokenService = TokenServiceSetup.apply(server, REALM);
    Map<String, String> shortLived = FednRealm.variables(SHORT_LIVED);
    shortLived.put("FEDN_ACCESS_TOKEN_LIFESPAN", "3");
    server.apply("fedn", shortLived);
    Path setup =
        FednRealm.setupFile(server.realm(REALM), server.realm(SHORT_LIVED), tokenService, folder);
    return new PythonSuite("fedn").run(Map.of("FEDREALM_FEDN_SETUP", setup.toString()));
  }
}
