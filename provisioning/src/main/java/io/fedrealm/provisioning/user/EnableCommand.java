package io.fedrealm.provisioning.user;

import io.fedrealm.provisioning.cli.RealmAction;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets people in again. */
@Command(name = "enable", description = "Enable users again.")
final class EnableCommand extends RealmAction {

  @Parameters(arity = "1..*", paramLabel = "USERNAME", description = "Names of users.")
  private List<String> usernames;

  @Override
  protected int run(Realm realm) {
    return new Switching(new RealmPeople(realm.api(), realm.name()), this::say)
        .all(usernames, true);
  }
}
