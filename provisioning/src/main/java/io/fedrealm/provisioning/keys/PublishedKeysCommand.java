package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.RealmOption;
import io.fedrealm.provisioning.console.ServerOptions;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that shows the keys which a realm publishes; needs no account. */
abstract class PublishedKeysCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;

  @Mixin private RealmOption realm;

  @Override
  public final Integer call() {
    ServerOptions.Address address = server.address(global.environment());
    ObjectNode jwks =
        PublishedKeys.get(address.server(), realm.name(global.environment()), address.transport());
    global.out().println(text(jwks));
    global.out().flush();
    return ExitCode.OK;
  }

  /** What is printed. */
  abstract String text(ObjectNode jwks);
}
