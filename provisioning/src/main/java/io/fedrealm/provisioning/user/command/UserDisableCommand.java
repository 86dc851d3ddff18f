package io.fedrealm.provisioning.user.command;

import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.user.RealmPeople;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keeps people out. */
@Command(
    name = "disable",
    description = "Disable users: no login and no refresh from now on, and their sessions end.",
    footer = {
      "",
      "Access tokens that were issued live on until their end (300 s in our templates)."
    })
final class UserDisableCommand extends RealmAction {

  @Parameters(arity = "1..*", paramLabel = "USERNAME", description = "Names of users.")
  private List<String> usernames;

  @Override
  protected int run(Realm realm) {
    return new Switching(new RealmPeople(realm.api(), realm.name()), this::say)
        .all(usernames, false);
  }
}
