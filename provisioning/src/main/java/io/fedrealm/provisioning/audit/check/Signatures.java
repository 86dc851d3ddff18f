package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.stream.Stream;

/** The signature algorithms that a realm asks for. */
public final class Signatures {

  private static final List<String> ATTRIBUTES =
      List.of(
          "access.token.signed.response.alg",
          "id.token.signed.response.alg",
          "user.info.response.signature.alg",
          "authorization.signed.response.alg");

  private Signatures() {}

  /** Each algorithm that the realm or a client of its own names. */
  public static Stream<Node> stated(AuditedRealm realm) {
    Stream<Node> ofClients = realm.ownClients().flatMap(Signatures::stated);
    return Stream.concat(Stream.of(realm.get("defaultSignatureAlgorithm")), ofClients)
        .filter(node -> !node.text().isEmpty());
  }

  private static Stream<Node> stated(Client client) {
    return ATTRIBUTES.stream().map(client::attribute);
  }
}
