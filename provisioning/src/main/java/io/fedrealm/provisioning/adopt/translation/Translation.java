package io.fedrealm.provisioning.adopt.translation;

/** Writes one thing of a foreign realm as a template writes it. */
@FunctionalInterface
interface Translation {

  /** Changes the realm, and says what it changed unless that is nothing to anybody. */
  void apply(ForeignRealm realm);
}
