package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.project.Project;
import io.fedrealm.provisioning.project.Projects;
import io.fedrealm.provisioning.server.AdminApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Sites of FEDn: one FEDn client each. Its token names the project and the role {@code client}, as
 * FEDn's controller and combiners want it.
 */
public final class FednSites implements SiteKind {

  /** Of the client, in the CSV file and in the project: where FEDn's controller is. */
  public static final String CONTROLLER = "controller";

  /** The client's attribute with the id under which FEDn knows the site; the same for ever. */
  static final String FEDN_CLIENT_ID = "fl.fedn.client.id";

  private static final String SITE = "fl.site";
  private static final String PROJECT = "fl.fedn.project";
  private static final String CONTROLLER_ATTRIBUTE = "fl.fedn.controller";

  /** What the site mapper takes, and what can be a file's name everywhere. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /** FEDn puts https:// before what has no scheme, http:// before localhost. */
  private static final Pattern CONTROLLER_ADDRESS =
      Pattern.compile("(https?://)?[A-Za-z0-9.\\[\\]-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?");

  @Override
  public String framework() {
    return "fedn";
  }

  @Override
  public List<String> details() {
    return List.of(CONTROLLER);
  }

  @Override
  public List<String> problems(SiteRequest request) {
    List<String> problems = new ArrayList<>();
    if (!NAME.matcher(request.name()).matches()) {
      problems.add(
          "a site's name has letters, digits, '.', '_' and '-', 63 at most, and begins with a"
              + " letter or digit");
    }
    problems.addAll(Project.problems(request.project()));
    String controller = request.detail(CONTROLLER);
    if (!controller.isEmpty() && !CONTROLLER_ADDRESS.matcher(controller).matches()) {
      problems.add(
          "the controller is an address like https://fedn.example.org/PROJECT or HOST:PORT, without"
              + " user, query and fragment");
    }
    return problems;
  }

  @Override
  public ObjectNode client(SiteRequest request, AdminApi api, String realm) {
    String controller = controller(request, new Projects(api, realm).require(request.project()));
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    client
        .put("name", request.name())
        .put("description", "Site " + request.name() + " of project " + request.project() + ".")
        .put("fullScopeAllowed", false);
    ObjectNode attributes = client.putObject("attributes");
    attributes.put(SITE, request.name()).put(FEDN_CLIENT_ID, UUID.randomUUID().toString());
    attributes.put(PROJECT, request.project()).put(CONTROLLER_ATTRIBUTE, controller);
    attributes.put("client_credentials.use_refresh_token", "true");
    client
        .putArray("defaultClientScopes")
        .add("basic")
        .add("fedn")
        .add("project:" + request.project())
        .add("service_account");
    client.putArray("optionalClientScopes").add("role:client").add("offline_access");
    return client;
  }

  /** FEDn's client does not start without. */
  private static String controller(SiteRequest request, Project project) {
    String own = request.detail(CONTROLLER);
    if (own.isEmpty() && project.controller().isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          ("Nobody has said where the controller of project %1$s is: give --controller URL, here or"
                  + " once for the project (fedrealm project add %1$s --controller URL).")
              .formatted(project.slug()));
    }
    return own.isEmpty() ? project.controller() : own;
  }

  @Override
  public List<String> roles(String project) {
    return List.of(project + ":client", "offline_access");
  }

  @Override
  public Map<String, String> files(Site site, SiteAccess access) {
    FednTokens tokens = FednTokens.of(access);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("client.yaml", FednFiles.clientYaml(site, tokens));
    files.put("client.env", FednFiles.environment(site, access, tokens));
    return files;
  }

  @Override
  public Map<String, String> columns(Site site) {
    return Map.of("controller", site.attribute(CONTROLLER_ATTRIBUTE));
  }

  /** Where the controller of a site is; empty when nobody has said. */
  static String controller(Site site) {
    return site.attribute(CONTROLLER_ATTRIBUTE);
  }
}
