package io.fedrealm.extension.claim;

import io.fedrealm.extension.startup.StartupCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.representations.IDToken;

/**
 * A protocol mapper that writes what a {@link MapperRule} decides, into access token, ID token,
 * userinfo and introspection. It never refuses anything itself (Keycloak gives a mapper no means
 * to): what is asked for and not held gives no claim here and is refused by the token rules.
 */
public abstract class FederationClaimMapper extends AbstractOIDCProtocolMapper
    implements OIDCAccessTokenMapper,
        OIDCIDTokenMapper,
        UserInfoTokenMapper,
        TokenIntrospectionTokenMapper,
        ServerInfoAwareProviderFactory {

  /**
   * After all mappers that Keycloak ships (script mappers have 50): nobody's claim of the same name
   * comes out on top by accident.
   */
  public static final int PRIORITY = ProtocolMapperUtils.PRIORITY_SCRIPT_MAPPER + 10;

  /** The claims that the frameworks know: those of {@link #ownClaims()} of all kinds of mappers. */
  public static final Set<String> USUAL_CLAIMS =
      Set.of(
          "role",
          "project",
          "fl_site",
          "fl_org",
          "nvflare_site",
          "nvflare_org",
          "fl_jobs",
          "fl_studies",
          "nvflare_jobs",
          "nvflare_studies");

  private static final Logger LOG = Logger.getLogger(FederationClaimMapper.class);

  /**
   * Reads a mapper's configuration.
   *
   * @param mapper the stored or submitted mapper
   * @return the rule that it configures
   * @throws MapperConfigException when the configuration cannot be used; all problems at once
   */
  public abstract MapperRule rule(ProtocolMapperModel mapper) throws MapperConfigException;

  /**
   * The claims that the frameworks know and that no other kind of mapper may write.
   *
   * @return their usual names
   */
  public abstract Set<String> ownClaims();

  /**
   * Completes the properties of a mapper by the switches for the kinds of token.
   *
   * @param properties the mapper's own properties
   * @param type the mapper
   * @return all properties, unmodifiable
   */
  protected static List<ProviderConfigProperty> withTokenSwitches(
      ProviderConfigurationBuilder properties, Class<? extends FederationClaimMapper> type) {
    List<ProviderConfigProperty> all = new ArrayList<>(properties.build());
    OIDCAttributeMapperHelper.addIncludeInTokensConfig(all, type);
    return List.copyOf(all);
  }

  @Override
  public final void postInit(KeycloakSessionFactory factory) {
    StartupCheck.require(factory);
  }

  @Override
  public final String getDisplayCategory() {
    return TOKEN_MAPPER_CATEGORY;
  }

  @Override
  public final int getPriority() {
    return PRIORITY;
  }

  /**
   * What the console's page of the server's providers shows.
   *
   * @return the version of this extension
   */
  @Override
  public final Map<String, String> getOperationalInfo() {
    String version = FederationClaimMapper.class.getPackage().getImplementationVersion();
    return Map.of("version", Objects.requireNonNullElse(version, "unknown"));
  }

  /**
   * Refuses a configuration that cannot be used, when it is saved through the admin console or the
   * admin API. Keycloak does not call this for mappers that arrive inside a client or a realm.
   */
  @Override
  public final void validateConfig(
      KeycloakSession session,
      RealmModel realm,
      ProtocolMapperContainerModel container,
      ProtocolMapperModel mapper)
      throws ProtocolMapperConfigException {
    try {
      rule(withExplicitClaimName(mapper));
    } catch (MapperConfigException e) {
      // The second argument is a key into the console's messages. Keycloak fails on a null key; it
      // takes the message as it is when it does not know the key.
      throw new ProtocolMapperConfigException(e.getMessage(), "fedrealm.mapper.config");
    }
  }

  /**
   * The admin API drops empty values (RepresentationToModel.toModel): a claim name that the
   * operator has emptied arrives as an absent one, and is no wish for the default.
   */
  private static ProtocolMapperModel withExplicitClaimName(ProtocolMapperModel mapper) {
    Map<String, String> config = new HashMap<>();
    config.put(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME, "");
    if (mapper.getConfig() != null) {
      config.putAll(mapper.getConfig());
    }
    ProtocolMapperModel copy = new ProtocolMapperModel();
    copy.setName(mapper.getName());
    copy.setConfig(config);
    return copy;
  }

  @Override
  protected final void setClaim(
      IDToken token,
      ProtocolMapperModel mapper,
      UserSessionModel userSession,
      KeycloakSession session,
      ClientSessionContext clientSessionContext) {
    try {
      MapperDecision decision = rule(mapper).evaluate(TokenContext.of(clientSessionContext));
      decision.claims().forEach((name, value) -> write(token, mapper.getName(), name, value));
    } catch (MapperConfigException e) {
      LOG.warnf(
          "Protocol mapper '%s' (%s) yields no claim, properties %s: %s",
          mapper.getName(), getId(), e.properties(), e.getMessage());
    }
  }

  /** Keycloak would add the values of a list to what another mapper has put there before. */
  private static void clear(Map<?, ?> claims, List<String> path) {
    if (path.size() == 1) {
      claims.remove(path.get(0));
    } else if (claims.get(path.get(0)) instanceof Map<?, ?> nested) {
      clear(nested, path.subList(1, path.size()));
    }
  }

  private static void write(IDToken token, String mapperName, ClaimName name, Object value) {
    // A copy with the defaults filled in: the stored model may lack them and must not be changed.
    ProtocolMapperModel target = new ProtocolMapperModel();
    target.setName(mapperName);
    target.setConfig(
        Map.of(
            OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME,
            name.name(),
            ProtocolMapperUtils.MULTIVALUED,
            String.valueOf(value instanceof List)));
    clear(token.getOtherClaims(), name.path());
    OIDCAttributeMapperHelper.mapClaim(token, target, value);
  }
}
