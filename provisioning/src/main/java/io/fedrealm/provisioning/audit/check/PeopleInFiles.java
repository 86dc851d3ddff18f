package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.User;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * People of flesh and blood in a file: with an address outside the domains that are set aside for
 * examples (RFC 2606), or with first and last name and no address.
 */
public final class PeopleInFiles {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "(?i).*@(.+\\.)?(example(\\.(com|org|net|edu))?|test|invalid|localhost|local|localdomain)");

  private PeopleInFiles() {}

  /** One finding for all of them; who they are is not shown. */
  public static Stream<Violation> of(AuditedRealm realm) {
    long people =
        realm
            .users()
            .filter(user -> !user.isServiceAccount())
            .filter(PeopleInFiles::isReal)
            .count();
    return Checks.hitIf(
        realm.isFile() && people > 0,
        realm.get("users"),
        people == 1 ? "1 person" : people + " people");
  }

  private static boolean isReal(User user) {
    String address = user.node().get("email").text();
    return address.isEmpty()
        ? isTold(user.node().get("firstName")) && isTold(user.node().get("lastName"))
        : address.contains("@") && !address.contains("${") && !EXAMPLE.matcher(address).matches();
  }

  private static boolean isTold(Node name) {
    return !name.text().isBlank() && !name.text().contains("${");
  }
}
