package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.Resource;
import io.fedrealm.provisioning.state.ResourceId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is in a realm and in no template, and was not put there by Keycloak itself. What belongs to
 * something that is listed (the mappers of a client) is not listed again.
 */
public final class Undeclared {

  private static final Set<Kind> THINGS =
      EnumSet.of(
          Kind.LOCALIZATION,
          Kind.REQUIRED_ACTION,
          Kind.AUTHENTICATION_FLOW,
          Kind.CLIENT_SCOPE,
          Kind.CLIENT_SCOPE_MAPPER,
          Kind.REALM_ROLE,
          Kind.IDENTITY_PROVIDER,
          Kind.IDENTITY_PROVIDER_MAPPER,
          Kind.COMPONENT,
          Kind.CLIENT,
          Kind.CLIENT_MAPPER,
          Kind.CLIENT_ROLE,
          Kind.GROUP,
          Kind.ORGANIZATION,
          Kind.USER);

  /** Held against the server by a system test, for the export. */
  private static final String NEW_REALM = "/io/fedrealm/provisioning/export/new-realm.json";

  private static final String PROTOTYPE = "prototype";

  private final RealmState desired;
  private final RealmState live;
  private final RealmState fresh;

  private Undeclared(RealmState desired, RealmState live) {
    this.desired = desired;
    this.live = live;
    this.fresh = newRealm(desired.realm());
  }

  /** What the live realm of a plan has too much; nothing for a realm that does not exist. */
  public static List<ResourceId> in(PlannedRealm planned) {
    return planned.live().stream()
        .map(live -> new Undeclared(planned.template().state(), live.state()))
        .flatMap(all -> all.live.all().stream().filter(all::isUndeclared).map(Resource::id))
        .toList();
  }

  private boolean isUndeclared(Resource resource) {
    ResourceId id = resource.id();
    if (desired.find(id).isPresent() || isKeycloaks(resource)) {
      return false;
    }
    return switch (id.kind()) {
      case CLIENT_MAPPER, CLIENT_ROLE -> isKnown(ResourceId.of(Kind.CLIENT, id.owner()));
      case CLIENT_SCOPE_MAPPER -> isKnown(ResourceId.of(Kind.CLIENT_SCOPE, id.owner()));
      case IDENTITY_PROVIDER_MAPPER -> isKnown(ResourceId.of(Kind.IDENTITY_PROVIDER, id.owner()));
      case GROUP -> {
        String parent = id.name().substring(0, id.name().lastIndexOf('/'));
        yield parent.isEmpty() || isKnown(ResourceId.of(Kind.GROUP, parent));
      }
      case DEFAULT_GROUPS -> !resource.fields().path("groups").isEmpty();
      case SERVICE_ACCOUNT_ROLES ->
          isKnown(ResourceId.of(Kind.CLIENT, id.name())) && holdsMore(resource);
      case COMPOSITE -> fresh.find(id).filter(usual -> differs(usual, resource)).isPresent();
      default -> THINGS.contains(id.kind());
    };
  }

  /** Whether the template or Keycloak itself has it: then what is added to it has to be listed. */
  private boolean isKnown(ResourceId holder) {
    return desired.find(holder).isPresent() || fresh.find(holder).isPresent();
  }

  private boolean isKeycloaks(Resource resource) {
    ResourceId id = resource.id();
    boolean usual =
        fresh.find(id).isPresent()
            && id.kind() != Kind.COMPOSITE
            && id.kind() != Kind.DEFAULT_GROUPS
            && !id.name().endsWith(PROTOTYPE)
            && !id.owner().equals(PROTOTYPE);
    return usual
        || (id.kind() == Kind.AUTHENTICATION_FLOW
            && resource.fields().path(Comparison.BUILT_IN).asBoolean())
        || (id.kind() == Kind.CLIENT_SCOPE && BuiltIns.hasClientScope(id.name()))
        || (id.kind() == Kind.CLIENT_SCOPE_MAPPER && id.owner().equals("service_account"))
        || (id.kind() == Kind.CLIENT_ROLE && id.name().equals("uma_protection"));
  }

  private static boolean differs(Resource usual, Resource actual) {
    return !new Comparison(usual).against(actual.fields()).isEmpty();
  }

  /** More than every user holds. */
  private boolean holdsMore(Resource roles) {
    String everybodys = RealmState.defaultRole(live.realm());
    boolean realmRole =
        roles
            .fields()
            .path("realmRoles")
            .valueStream()
            .anyMatch(role -> !role.asText().equals(everybodys));
    return realmRole || !roles.fields().path("clientRoles").isEmpty();
  }

  private static RealmState newRealm(String name) {
    try (InputStream in = Undeclared.class.getResourceAsStream(NEW_REALM)) {
      ObjectMapper mapper = new ObjectMapper();
      String quoted = mapper.writeValueAsString(name);
      String plain = quoted.substring(1, quoted.length() - 1);
      JsonNode realm =
          mapper.readTree(
              new String(in.readAllBytes(), StandardCharsets.UTF_8)
                  .replace("new-realm", plain.toLowerCase(Locale.ROOT))
                  .replace("NEW-REALM", plain));
      return RealmState.of((ObjectNode) realm);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
