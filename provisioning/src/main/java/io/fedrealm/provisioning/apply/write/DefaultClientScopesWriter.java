package io.fedrealm.provisioning.apply.write;

import io.fedrealm.provisioning.plan.change.Change;
import java.util.List;

/** Sets which client scopes a new client gets. */
final class DefaultClientScopesWriter implements ResourceWriter {

  private static final List<ScopeList> LISTS =
      List.of(
          new ScopeList("defaultDefaultClientScopes", "default-default-client-scopes"),
          new ScopeList("defaultOptionalClientScopes", "default-optional-client-scopes"));

  @Override
  public void write(Change change, Target target) {
    ScopeList.write(LISTS, change, target);
  }
}
