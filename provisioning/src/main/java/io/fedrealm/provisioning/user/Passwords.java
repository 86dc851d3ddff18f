package io.fedrealm.provisioning.user;

import java.util.Collection;
import java.util.Optional;

/** Where the passwords of new users come from. */
public interface Passwords {

  /** None: the person sets one, by a link or at the first login. */
  Passwords NONE = username -> Optional.empty();

  /** The password of a user; empty when there is to be none yet. */
  Optional<String> of(String username);

  /**
   * Sees to it that the passwords of these users can be found again, before the server gets them: a
   * run that is killed in between loses none.
   */
  default void keep(Collection<String> usernames) {}
}
