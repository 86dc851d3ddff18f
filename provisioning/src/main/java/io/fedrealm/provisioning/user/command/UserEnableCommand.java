package io.fedrealm.provisioning.user.command;

import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.user.RealmPeople;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets people in again. */
@Command(name = "enable", description = "Enable users again.")
final class UserEnableCommand extends RealmAction {

  @Parameters(arity = "1..*", paramLabel = "USERNAME", description = "Names of users.")
  private List<String> usernames;

  @Override
  protected int run(Realm realm) {
    return new Switching(new RealmPeople(realm.api(), realm.name()), this::say)
        .all(usernames, true);
  }
}
