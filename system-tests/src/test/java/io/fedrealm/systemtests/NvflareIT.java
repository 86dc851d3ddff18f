package io.fedrealm.systemtests;

import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.NvflareRealm;
import io.fedrealm.systemtests.support.PythonSuite;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real NVIDIA FLARE, from its package registry, as server, two sites and admins on loopback,
 * with the handlers of {@code integrations/nvflare}; what is asked stands in {@code
 * src/test/python/nvflare}. The handlers' own tests run with it.
 */
@ExtendWith(LocalKeycloak.class)
class NvflareIT {

  /** Seconds: a site that is switched off is out soon, so that this can be waited for. */
  private static final String TOKEN_LIFE = "20";

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> sitesAndJobsAreThoseThatKeycloakPermits(LocalKeycloak.Server server) {
    NvflareRealm realm =
        NvflareRealm.in(
            server,
            "nvflare-suite",
            Map.of(
                "NVFLARE_ACCESS_TOKEN_LIFESPAN",
                TOKEN_LIFE,
                "NVFLARE_SITE_1_DENY_JOBS",
                "Secret-Job"));
    realm.person("lead", "/org_a/nvflare-demo-org_a-lead", "/studies/study-a");
    realm.person("elsewhere", "/org_b/nvflare-demo-org_b-lead");
    realm.person("junior", "/org_a/nvflare-demo-org_a-member");
    Path setup = realm.setupFile(server, TOKEN_LIFE, folder);
    return new PythonSuite("nvflare").run(Map.of("FEDREALM_NVFLARE_SETUP", setup.toString()));
  }
}
