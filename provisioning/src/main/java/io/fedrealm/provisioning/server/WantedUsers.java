package io.fedrealm.provisioning.server;

import java.util.function.Predicate;

/**
 * What of a realm's people is read.
 *
 * @param people says by the name in lower case who is read; of others, only name and id are
 * @param links whether links to identity providers are read
 * @param memberships whether it is read who is a member of which organization
 */
record WantedUsers(Predicate<String> people, boolean links, boolean memberships) {}
