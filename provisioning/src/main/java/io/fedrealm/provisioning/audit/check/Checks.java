package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.RoleHolder;
import io.fedrealm.provisioning.audit.model.RoleRef;
import io.fedrealm.provisioning.audit.model.Uri;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The shapes that most rules have. */
public final class Checks {

  private Checks() {}

  /** A setting of the realm that is on. */
  public static Rule.Check isOn(String field) {
    return realm -> hitIf(realm.get(field).flag(false), realm.get(field));
  }

  /** A setting of the realm that is off, or not there when that means off. */
  public static Rule.Check isOff(String field) {
    return realm -> hitIf(!realm.get(field).flag(false), realm.get(field));
  }

  /** A time of the realm that is longer than it may be. */
  public static Rule.Check isLonger(String field, long absent, long most) {
    return realm -> {
      long seconds = realm.get(field).number(absent);
      return seconds > most
          ? Stream.of(Violation.at(realm.get(field), ValueFormatter.seconds(seconds)))
          : Stream.empty();
    };
  }

  /** A field of each client that somebody made and of which something holds. */
  public static Rule.Check client(Predicate<Client> isWrong, String field) {
    return client(isWrong, client -> client.node().get(field));
  }

  /** A place in each client that somebody made and of which something holds. */
  public static Rule.Check client(Predicate<Client> isWrong, Function<Client, Node> place) {
    return realm -> realm.ownClients().filter(isWrong).map(place).map(Violation::at);
  }

  /** Each redirect URI that is wrong, of the clients that somebody made. */
  public static Rule.Check redirectUri(Predicate<Uri> isWrong) {
    return realm ->
        realm
            .ownClients()
            .flatMap(Client::redirectUris)
            .filter(isWrong)
            .map(uri -> Violation.at(uri.node()));
  }

  /** Each role that a kind of holder must not have. */
  public static Rule.Check role(RoleHolder.Kind kind, BiPredicate<RoleHolder, RoleRef> isWrong) {
    return realm ->
        realm
            .holders()
            .filter(holder -> holder.kind() == kind)
            .flatMap(holder -> holder.roles().stream().filter(role -> isWrong.test(holder, role)))
            .map(role -> Violation.at(role.node(), role.toString()));
  }

  public static Stream<Violation> hitIf(boolean isWrong, Node node) {
    return isWrong ? Stream.of(Violation.at(node)) : Stream.empty();
  }

  public static Stream<Violation> hitIf(boolean isWrong, Node node, String value) {
    return isWrong ? Stream.of(Violation.at(node, value)) : Stream.empty();
  }
}
