package io.fedrealm.extension.claim;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;

/** The subject that a client itself is, without a token request. */
public final class ServiceAccountSubject implements SubjectAttributes {

  private final ClientModel client;
  private final Map<String, GroupModel> groups;

  /**
   * @param client the client
   * @param account its service account
   */
  public ServiceAccountSubject(ClientModel client, UserModel account) {
    this.client = client;
    this.groups = GroupTree.of(account);
  }

  @Override
  public Stream<String> ofGroups(String name) {
    return groups.values().stream().flatMap(group -> group.getAttributeStream(name));
  }

  @Override
  public Optional<String> ofOwnClient(String name) {
    return Optional.ofNullable(client.getAttribute(name));
  }
}
