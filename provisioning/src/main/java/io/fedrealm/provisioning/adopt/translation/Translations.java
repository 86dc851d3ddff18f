package io.fedrealm.provisioning.adopt.translation;

import java.util.List;

/** All translations, in their order: later ones rely on what earlier ones have settled. */
public final class Translations {

  private static final List<Translation> ALL =
      List.of(
          new ForeignPlaceholders(),
          new FlowBindingsById(),
          new PoliciesById(),
          new RemovedFields(),
          new OldDefaultRoles(),
          new OldCredentials(),
          new OptionalExecutions(),
          new RealmAdministration(),
          new AuthenticatorConfigs(),
          new BuiltInFlows(),
          new ScopesOfOldVersions(),
          new ScopesOfClients(),
          new ClientDefaults(),
          new KeyProviders(),
          new UserProfiles(),
          new GroupPaths(),
          new ScriptPolicies(),
          new ServersOwnFields());

  private Translations() {}

  /** Makes of a realm what a template can hold. */
  public static void apply(ForeignRealm realm) {
    ALL.forEach(translation -> translation.apply(realm));
  }
}
