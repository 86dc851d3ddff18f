package io.fedrealm.systemtests.support;

import java.util.HashMap;
import java.util.Map;

/** FLNet's two realms under names of their own, with secrets that can be looked for afterwards. */
public final class FlnetRealms {

  public static final String FRONTEND = "http://localhost:4200";
  public static final String LOCAL_LEARNING_SECRET = "canary-local-learning-7c1f0a52d3b94e86";
  public static final String DATA_IMPORTER_SECRET = "canary-data-importer-5b20e7f1a8c64d39";
  public static final String DATABASE_API_SECRET = "canary-database-api-93d4c6e08f1b47a5";
  public static final String DATAMODELER_API_SECRET = "canary-datamodeler-api-2e8a7d5f40c96b13";

  private FlnetRealms() {}

  /** Variables for a FLNet site that lets in people without a group, to look at their tokens. */
  public static Map<String, String> client(String realm) {
    Map<String, String> variables = new HashMap<>();
    variables.put("FLNET_CLIENT_REALM", realm);
    variables.put("FRONTEND_BASE_URL", FRONTEND);
    variables.put("DATA_IMPORTER_SECRET", DATA_IMPORTER_SECRET);
    variables.put("LOCAL_LEARNING_SECRET", LOCAL_LEARNING_SECRET);
    variables.put("FLNET_CLIENT_GROUP_REQUIRED", "false");
    return variables;
  }

  /** Variables for FLNet's platform. */
  public static Map<String, String> platform(String realm) {
    Map<String, String> variables = new HashMap<>();
    variables.put("FLNET_PLATFORM_REALM", realm);
    variables.put("FRONTEND_BASE_URL", FRONTEND);
    variables.put("DATABASE_API_SECRET", DATABASE_API_SECRET);
    variables.put("DATAMODELER_API_SECRET", DATAMODELER_API_SECRET);
    return variables;
  }
}
