package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a realm's settings mean for its people.
 *
 * @param defaultRole the role that every user gets; "" when the account may not see it
 * @param defaultGroups the groups that every user gets
 * @param duplicateEmails whether two users may have the same e-mail address
 * @param emailIsUsername whether the e-mail address is the user name
 * @param mails whether the realm can send e-mail
 * @param framework whose realm it is, {@code nvflare} for example; "" when it does not say
 */
public record UserDefaults(
    String defaultRole,
    List<String> defaultGroups,
    boolean duplicateEmails,
    boolean emailIsUsername,
    boolean mails,
    String framework) {

  /**
   * @param realm the answer of {@code GET /admin/realms/NAME}
   */
  public UserDefaults(JsonNode realm) {
    this(
        realm.at("/defaultRole/name").asText(""),
        realm.path("defaultGroups").valueStream().map(JsonNode::asText).toList(),
        realm.path("duplicateEmailsAllowed").asBoolean(),
        realm.path("registrationEmailAsUsername").asBoolean(),
        !realm.at("/smtpServer/host").asText("").isEmpty(),
        realm.path("attributes").path("fl.framework").asText(""));
  }
}
