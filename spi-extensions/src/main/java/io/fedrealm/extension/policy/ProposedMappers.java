package io.fedrealm.extension.policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.utils.RepresentationToModel;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** The protocol mappers of a client that is registered or changed by registration. */
final class ProposedMappers {

  private ProposedMappers() {}

  /**
   * Compares what is proposed with what the client has. A client may send its mappers as it has got
   * them, and may leave some out.
   *
   * @param proposed the client as proposed
   * @param stored the client as it is; null for a new one
   * @return the names of the mappers that are new or different
   */
  static Stream<String> changed(ClientRepresentation proposed, ClientModel stored) {
    Collection<ProtocolMapperRepresentation> mappers =
        proposed.getProtocolMappers() == null ? List.of() : proposed.getProtocolMappers();
    return mappers.stream()
        .filter(mapper -> !has(stored, RepresentationToModel.toModel(mapper)))
        .map(mapper -> String.valueOf(mapper.getName()))
        .sorted();
  }

  private static boolean has(ClientModel client, ProtocolMapperModel proposed) {
    return client != null
        && client
            .getProtocolMappersStream()
            .anyMatch(
                mapper ->
                    Objects.equals(mapper.getProtocol(), proposed.getProtocol())
                        && Objects.equals(mapper.getName(), proposed.getName())
                        && Objects.equals(mapper.getProtocolMapper(), proposed.getProtocolMapper())
                        && config(mapper).equals(config(proposed)));
  }

  private static Map<String, String> config(ProtocolMapperModel mapper) {
    return mapper.getConfig() == null ? Map.of() : new HashMap<>(mapper.getConfig());
  }
}
