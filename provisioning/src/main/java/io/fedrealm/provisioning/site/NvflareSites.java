package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.nvflare.KitCredential;
import io.fedrealm.provisioning.nvflare.KitResources;
import io.fedrealm.provisioning.nvflare.NvflareNames;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Pages;
import io.fedrealm.provisioning.token.ClientCredential;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sites of NVIDIA FLARE. A site registers with a token of its client, and its client's attributes
 * say which jobs it admits: none, as long as nobody has said so.
 */
public final class NvflareSites implements SiteKind {

  /** The column with the site's organisation. */
  public static final String ORG = "org";

  private static final String SITE_ATTRIBUTE = "fl.site";
  private static final String ORG_ATTRIBUTE = "fl.org";
  private static final String ROLE = "fl_client";
  private static final String CONSOLE = "nvflare-console";

  @Override
  public String framework() {
    return "nvflare";
  }

  @Override
  public List<String> details() {
    return List.of(ORG);
  }

  @Override
  public List<String> problems(SiteRequest request) {
    List<String> problems = new ArrayList<>();
    problems.addAll(NvflareNames.site(request.name()));
    problems.addAll(NvflareNames.project(request.project()));
    if (request.detail(ORG).isEmpty()) {
      problems.add("say the site's organisation, as in its certificate: --org NAME");
    } else {
      problems.addAll(NvflareNames.organisation(request.detail(ORG)));
    }
    return problems;
  }

  @Override
  public ObjectNode client(SiteRequest request, AdminApi api, String realm) {
    require(
        has(api, realm, "clients?clientId=" + Pages.encode("nvflare:" + request.project())),
        "Realm %s has no project %s: the template makes one (NVFLARE_PROJECT), and fedrealm apply."
            .formatted(realm, request.project()));
    String org = request.detail(ORG);
    require(
        api.get("realms", realm, "group-by-path", org).isPresent(),
        "Realm %s has no organisation %s: it is a group with this name and the attribute fl.org."
            .formatted(realm, org));
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    client
        .put("name", "NVFlare site " + request.name())
        .put("description", "The site %s of %s.".formatted(request.name(), org));
    client
        .putObject("attributes")
        .put(SITE_ATTRIBUTE, request.name())
        .put(ORG_ATTRIBUTE, org)
        .put(SiteJobs.ALLOW, "")
        .put(SiteJobs.DENY, "");
    client.putArray("defaultClientScopes").add("basic").add("nvflare-site").add("service_account");
    client.putArray("optionalClientScopes");
    return client;
  }

  private static boolean has(AdminApi api, String realm, String path) {
    return api.get("realms", realm, path).filter(found -> !found.isEmpty()).isPresent();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new CommandException(ExitCode.USAGE, message);
    }
  }

  @Override
  public List<String> roles(String project) {
    return List.of(ROLE);
  }

  @Override
  public List<String> scopeRoles() {
    return List.of(ROLE);
  }

  @Override
  public String scopesFor() {
    return CONSOLE;
  }

  @Override
  public boolean admitsJobs() {
    return true;
  }

  @Override
  public Map<String, String> admits(Site site) {
    Map<String, String> admits = new LinkedHashMap<>();
    for (JobAdmissionList list : JobAdmissionList.values()) {
      admits.put(list.plural(), list.shown(site));
    }
    admits.put("own code", site.attribute(JobAdmissionList.OWN_CODE).equals("true") ? "yes" : "no");
    return admits;
  }

  /** As in the template: a token for this site is for its client and for nobody else. */
  @Override
  public List<ObjectNode> scopes(SiteRequest request) {
    String audience = clientId(request.project(), request.name());
    ObjectNode scope = JsonNodeFactory.instance.objectNode();
    scope.put("name", "site:" + request.name()).put("protocol", "openid-connect");
    scope.put("description", "The token is for " + request.name() + ".");
    scope
        .putObject("attributes")
        .put("include.in.token.scope", "true")
        .put("include.in.openid.provider.metadata", "false")
        .put("display.on.consent.screen", "false")
        .put("fl.exact.audience", audience);
    ObjectNode mapper = scope.putArray("protocolMappers").addObject();
    mapper.put("name", "audience " + audience).put("protocol", "openid-connect");
    mapper
        .put("protocolMapper", "oidc-audience-mapper")
        .putObject("config")
        .put("included.client.audience", audience)
        .put("access.token.claim", "true")
        .put("id.token.claim", "false")
        .put("userinfo.token.claim", "false")
        .put("introspection.token.claim", "true");
    return List.of(scope);
  }

  /** What goes into {@code local/} of the site's startup kit, beside its secret or key. */
  @Override
  public Map<String, String> files(Site site, SiteAccess access) {
    KitCredential credential =
        access.credential() instanceof ClientCredential.Key key
            ? KitCredential.keyFile("local/private-key.pem", key.keyId())
            : KitCredential.secretFile("local/client-secret");
    JsonNode resources =
        new KitResources(access.issuer().toString(), site.project(), "", "")
            .site(site.name(), credential, KitResources.Mode.online);
    return Map.of(KitResources.FILE, resources.toPrettyString() + "\n");
  }

  @Override
  public Map<String, String> columns(Site site) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(ORG, site.attribute(ORG_ATTRIBUTE));
    columns.put("allowed jobs", site.attribute(SiteJobs.ALLOW));
    columns.put("denied jobs", site.attribute(SiteJobs.DENY));
    return columns;
  }
}
