package io.fedrealm.provisioning.nvflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The configuration of the handlers of {@code integrations/nvflare}, whose classes and arguments
 * are those of the Python package.
 *
 * @param issuer the realm's issuer, as in its tokens
 * @param project the project's name in NVIDIA FLARE
 * @param caFile PEM of the CA of Keycloak's certificate, as the handler finds it; empty: the
 *     system's
 * @param url the realm's address as it is reached from the kit's machine, if it is not the
 *     issuer's; else empty
 */
public record KitResources(String issuer, String project, String caFile, String url) {

  /** The file in {@code local/}; NVIDIA FLARE reads it beside the operator's resources.json. */
  public static final String FILE = "fedrealm__p_resources.json";

  private static final String PACKAGE = "fedrealm_nvflare.";

  /** How a site knows the submitter of a job. */
  public enum Mode {
    /** It asks Keycloak. */
    online,
    /** The job brings a token. */
    token
  }

  /** How an admin signs in. */
  public enum Login {
    /** In this machine's browser. */
    browser,
    /** By a link that is opened anywhere. */
    device
  }

  /** For the FL server. */
  public ObjectNode server() {
    return components(
        component("fedrealm_registration", "registration.FedrealmSiteRegistration", arguments()));
  }

  /** For a site. */
  public ObjectNode site(String site, KitCredential credential, Mode mode) {
    ObjectNode token = arguments().put("site", site);
    credential.into(token);
    ObjectNode jobs = token.deepCopy().put("mode", mode.name());
    return components(
        component("fedrealm_token", "site_token.FedrealmSiteToken", token),
        component("fedrealm_jobs", "job_gate.FedrealmJobGate", jobs));
  }

  /** The handler for an admin's {@code resources.json}. */
  public ObjectNode admin(List<String> sites, Login login) {
    ObjectNode handler = JsonNodeFactory.instance.objectNode();
    handler.put("path", PACKAGE + "admin.FedrealmAdminTokens");
    ObjectNode arguments = handler.putObject("args").put("issuer", issuer);
    ArrayNode names = arguments.putArray("sites");
    sites.forEach(names::add);
    arguments.put("login", login.name());
    withWay(arguments);
    return handler;
  }

  private ObjectNode arguments() {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    arguments.put("issuer", issuer).put("project", project);
    withWay(arguments);
    return arguments;
  }

  private void withWay(ObjectNode arguments) {
    if (!caFile.isEmpty()) {
      arguments.put("ca_file", caFile);
    }
    if (!url.isEmpty()) {
      arguments.put("url", url);
    }
  }

  private static ObjectNode component(String id, String path, ObjectNode arguments) {
    ObjectNode component = JsonNodeFactory.instance.objectNode();
    component.put("id", id).put("path", PACKAGE + path).set("args", arguments);
    return component;
  }

  private static ObjectNode components(ObjectNode... components) {
    ObjectNode resources = JsonNodeFactory.instance.objectNode().put("format_version", 2);
    ArrayNode list = resources.putArray("components");
    for (ObjectNode component : components) {
      list.add(component);
    }
    return resources;
  }
}
