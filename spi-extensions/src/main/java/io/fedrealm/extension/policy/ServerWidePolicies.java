package io.fedrealm.extension.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
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

  /** As JSON: the type of the configuration is another one from Keycloak 26.8 on. */
  private static int maxLifespan(ClientPolicyExecutorRepresentation executor) {
    JsonNode configuration = JsonSerialization.mapper.valueToTree(executor).path("configuration");
    TokenPolicyConfig config =
        JsonSerialization.mapper.convertValue(configuration, TokenPolicyConfig.class);
    return config == null ? 0 : config.maxLifespan().orElse(0);
  }

  /**
   * How a realm has put the server-wide policies out of force.
   *
   * <p>A realm keeps its own policies and profiles as JSON in two attributes, which Keycloak lets
   * its administrators set to anything along with all other attributes (PUT of the realm). When it
   * cannot read the policies it runs none at all, the server-wide ones included
   * (ClientPoliciesUtil.getEnabledClientPolicies), and a profile of the realm hides a server-wide
   * one of the same name (getClientProfileModel). A profile that is nowhere it passes over
   * (DefaultClientPolicyManager). All found in 26.7.3.
   *
   * @param realm the realm
   * @return the reasons to trust none of its clients; empty when nothing is out of force
   */
  List<String> tampering(RealmModel realm) {
    String policiesJson = realm.getAttribute(Constants.CLIENT_POLICIES);
    String profilesJson = realm.getAttribute(Constants.CLIENT_PROFILES);
    Optional<List<ClientPolicyRepresentation>> ownPolicies =
        policiesJson == null ? Optional.of(List.of()) : policies(policiesJson);
    Optional<List<ClientProfileRepresentation>> ownProfiles =
        profilesJson == null ? Optional.of(List.of()) : profiles(profilesJson);
    List<String> faults = new ArrayList<>();
    if (ownPolicies.isEmpty()) {
      faults.add(unreadable("policies"));
    }
    if (ownProfiles.isEmpty()) {
      faults.add(unreadable("profiles"));
    }
    ownProfiles.flatMap(this::hidden).ifPresent(faults::add);
    if (faults.isEmpty()) {
      absent(ownPolicies.orElseThrow(), ownProfiles.orElseThrow()).ifPresent(faults::add);
    }
    return faults;
  }

  private static String unreadable(String what) {
    return "the client "
        + what
        + " of the realm cannot be read, save them again in the admin console";
  }

  private Optional<String> hidden(List<ClientProfileRepresentation> own) {
    Set<String> names = names(profiles);
    return own.stream()
        .map(ClientProfileRepresentation::getName)
        .filter(names::contains)
        .findFirst()
        .map(
            name ->
                "the client profile "
                    + name
                    + " of the realm hides the profile of the server, delete it");
  }

  /** Keycloak passes over a profile that is not there, without a word: a rule less. */
  private Optional<String> absent(
      List<ClientPolicyRepresentation> policies, List<ClientProfileRepresentation> own) {
    Set<String> known = names(profiles);
    known.addAll(names(own));
    return policies.stream()
        .filter(policy -> Boolean.TRUE.equals(policy.isEnabled()) && policy.getProfiles() != null)
        .flatMap(policy -> policy.getProfiles().stream())
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(
            name ->
                "a client policy of the realm names the client profile "
                    + name
                    + ", which is neither in the realm nor on the server; make it, or take its name"
                    + " out of the policy");
  }

  private static Set<String> names(List<ClientProfileRepresentation> profiles) {
    return profiles.stream()
        .map(ClientProfileRepresentation::getName)
        .collect(Collectors.toCollection(HashSet::new));
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
