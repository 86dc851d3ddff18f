package io.fedrealm.extension.claim;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What administrators have written down about the subject of a token. Attributes of the user are
 * not among it: in many realms people can edit their own.
 */
public interface SubjectAttributes {

  /**
   * An attribute of the subject's groups and of all groups above them.
   *
   * @param name the attribute
   * @return all its values, with repetitions
   */
  Stream<String> ofGroups(String name);

  /**
   * An attribute of the client that the subject is the service account of. Never one of the client
   * through which a person, or the service account of another client, gets a token.
   *
   * @param name the attribute
   * @return its value; empty for a person
   */
  Optional<String> ofOwnClient(String name);

  /**
   * An attribute of the client that asks for the token, whoever the subject is. It says nothing of
   * the subject; a client of one site may be refused a token of another.
   *
   * @param name the attribute
   * @return its value; empty when there is none, and without a token request
   */
  default Optional<String> ofAskingClient(String name) {
    return Optional.empty();
  }
}
