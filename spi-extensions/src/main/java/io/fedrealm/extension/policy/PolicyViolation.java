package io.fedrealm.extension.policy;

import java.util.List;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** The refusal of a client or of a request, with the reasons in words for its developer. */
final class PolicyViolation extends ClientPolicyException {

  private static final int LONGEST = 1000;

  /**
   * A refusal.
   *
   * @param error the error code of the answer (RFC 6749 section 5.2, RFC 7591 section 3.2.2)
   * @param reasons at least one; what they quote of the client may hold anything
   */
  PolicyViolation(String error, List<String> reasons) {
    super(error, printable(String.join("; ", reasons)));
  }

  /**
   * The reasons: Keycloak's dynamic client registration shows the message and not the detail
   * (ClientRegistrationAuth).
   */
  @Override
  public String getMessage() {
    return getErrorDetail();
  }

  /**
   * RFC 6749 section 5.2 allows printable ASCII without quotation mark and backslash. Curly
   * brackets have a meaning where Keycloak shows the text on a page (java.text.MessageFormat).
   */
  private static String printable(String text) {
    String printable = text.replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7A\\x7C\\x7E]", "?");
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + " ...";
  }
}
