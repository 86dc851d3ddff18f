package io.fedrealm.provisioning.realms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The clients of a template: what they are, how they get tokens, what their accounts hold. */
final class ClientsTable {

  private static final String DEVICE = "oauth2.device.authorization.grant.enabled";
  private static final String PKCE = "pkce.code.challenge.method";

  private final TemplateFile template;

  private ClientsTable(TemplateFile template) {
    this.template = template;
  }

  /** The table of a template. */
  static MarkdownTable of(TemplateFile template) {
    MarkdownTable table =
        new MarkdownTable(
            "Client", "Type", "Flow", "Redirect URIs", "Its service account holds", "For");
    ClientsTable clients = new ClientsTable(template);
    template.root().path("clients").forEach(client -> clients.add(client, table));
    return table;
  }

  private void add(JsonNode client, MarkdownTable table) {
    table.row(
        TemplateFile.code(client.path("clientId").asText()),
        type(client),
        String.join("; ", flows(client)),
        TemplateFile.codes(client.path("redirectUris")),
        held(client),
        TemplateFile.shown(client.path("description").asText()));
  }

  private static String type(JsonNode client) {
    if (client.path("publicClient").asBoolean()) {
      return "public";
    }
    return client.path("bearerOnly").asBoolean() ? "bearer-only" : "confidential";
  }

  private static List<String> flows(JsonNode client) {
    JsonNode attributes = client.path("attributes");
    String method = attributes.path(PKCE).asText("");
    String pkce = method.isEmpty() ? "" : ", PKCE " + method;
    List<String> flows = new ArrayList<>();
    if (client.path("standardFlowEnabled").asBoolean()) {
      flows.add("authorization code" + pkce);
    }
    if (attributes.path(DEVICE).asBoolean()) {
      flows.add("device" + pkce);
    }
    if (client.path("serviceAccountsEnabled").asBoolean()) {
      flows.add("client credentials");
    }
    if (client.path("directAccessGrantsEnabled").isTextual()) {
      String variable = client.path("directAccessGrantsEnabled").asText();
      flows.add(
          "password, where " + variable.replaceAll("\\$\\{([A-Z0-9_]+).*", "`$1`") + " is on");
    }
    if (attributes.path("use.refresh.tokens").asText().equals("false")) {
      flows.add("no refresh token");
    }
    return flows.isEmpty() ? List.of("none: it gets no token") : flows;
  }

  private String held(JsonNode client) {
    if (!client.path("serviceAccountsEnabled").asBoolean()) {
      return "";
    }
    Optional<JsonNode> account =
        template
            .root()
            .path("users")
            .valueStream()
            .filter(user -> user.path("serviceAccountClientId").equals(client.path("clientId")))
            .findFirst();
    String roles = account.map(TemplateFile::held).orElse("");
    return roles.isEmpty() ? "no role" : roles;
  }
}
