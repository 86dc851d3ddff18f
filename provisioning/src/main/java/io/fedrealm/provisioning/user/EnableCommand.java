package io.fedrealm.provisioning.user;

import io.fedrealm.provisioning.cli.RealmCommand;
import io.fedrealm.provisioning.server.AdminApi;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets people in again. */
@Command(name = "enable", description = "Enable users again.")
final class EnableCommand extends RealmCommand {

  @Parameters(arity = "1..*", paramLabel = "USERNAME", description = "Names of users.")
  private List<String> usernames;

  @Override
  protected int run(AdminApi api, String realm) {
    return new Switching(new RealmPeople(api, realm), this::say).all(usernames, true);
  }
}
