package io.fedrealm.extension.policy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.securityprofile.SecurityProfileProvider;
import org.keycloak.util.JsonSerialization;

/**
 * The client policies of the server's security profile, which hold for every realm (option {@code
 * spi-security-profile--default--name}).
 */
final class ServerWidePolicies {

  private final List<ClientPolicyRepresentation> policies;
  private final List<ClientProfileRepresentation> profiles;

  /**
   * Reads the security profile, which Keycloak keeps in memory.
   *
   * @param securityProfile the server's
   */
  ServerWidePolicies(SecurityProfileProvider securityProfile) {
    this.policies =
        securityProfile.getDefaultClientPolicies().stream()
            .filter(policy -> Boolean.TRUE.equals(policy.isEnabled()))
            .toList();
    this.profiles = securityProfile.getDefaultClientProfiles();
  }

  /**
   * Tells whether the server has any.
   *
   * @return whether there is nothing to guard
   */
  boolean isEmpty() {
    return policies.isEmpty();
  }

  /**
   * The bound of the server-wide policies for the lifetime of access tokens.
   *
   * @return the smallest one in seconds, 0 when one cannot be read; empty when none of the policies
   *     has the executor {@link TokenPolicyFactory}
   */
  OptionalInt maxAccessTokenLifespan() {
    Set<String> applied =
        policies.stream()
            .flatMap(policy -> policy.getProfiles().stream())
            .collect(Collectors.toSet());
    return profiles.stream()
        .filter(profile -> applied.contains(profile.getName()))
        .flatMap(profile -> profile.getExecutors().stream())
        .filter(executor -> TokenPolicyFactory.PROVIDER_ID.equals(executor.getExecutorProviderId()))
        .mapToInt(ServerWidePolicies::maxLifespan)
        .min();
  }

  private static int maxLifespan(ClientPolicyExecutorRepresentation executor) {
    TokenPolicyConfig config =
        JsonSerialization.mapper.convertValue(executor.getConfiguration(), TokenPolicyConfig.class);
    return config.maxLifespan().orElse(0);
  }

  /**
   * How a realm has put the server-wide policies out of force.
   *
   * <p>A realm keeps its own policies and profiles as JSON in two attributes, which Keycloak lets
   * its administrators set to anything along with all other attributes (PUT of the realm). When it
   * cannot read the policies it runs none at all, the server-wide ones included
   * (ClientPoliciesUtil.getEnabledClientPolicies), and a profile of the realm hides a server-wide
   * one of the same name (getClientProfileModel). Both found in 26.7.3.
   *
   * @param realm the realm
   * @return the reasons to trust none of its clients; empty when nothing is out of force
   */
  List<String> tampering(RealmModel realm) {
    return List.of(policiesFault(realm), profilesFault(realm)).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> policiesFault(RealmModel realm) {
    String json = realm.getAttribute(Constants.CLIENT_POLICIES);
    return json == null || policies(json).isPresent()
        ? Optional.empty()
        : Optional.of(
            "the client policies of the realm cannot be read, save them again in the admin"
                + " console");
  }

  private Optional<String> profilesFault(RealmModel realm) {
    String json = realm.getAttribute(Constants.CLIENT_PROFILES);
    if (json == null) {
      return Optional.empty();
    }
    Optional<List<ClientProfileRepresentation>> own = profiles(json);
    if (own.isEmpty()) {
      return Optional.of(
          "the client profiles of the realm cannot be read, save them again in the admin console");
    }
    Set<String> names =
        profiles.stream().map(ClientProfileRepresentation::getName).collect(Collectors.toSet());
    return own.get().stream()
        .map(ClientProfileRepresentation::getName)
        .filter(names::contains)
        .findFirst()
        .map(
            name ->
                "the client profile "
                    + name
                    + " of the realm hides the profile of the server, delete it");
  }

  private static Optional<List<ClientPolicyRepresentation>> policies(String json) {
    return read(json, ClientPoliciesRepresentation.class)
        .map(ClientPoliciesRepresentation::getPolicies);
  }

  private static Optional<List<ClientProfileRepresentation>> profiles(String json) {
    return read(json, ClientProfilesRepresentation.class)
        .map(ClientProfilesRepresentation::getProfiles);
  }

  private static <T> Optional<T> read(String json, Class<T> type) {
    try {
      return Optional.ofNullable(JsonSerialization.readValue(json, type));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
