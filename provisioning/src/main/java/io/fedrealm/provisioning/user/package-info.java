/**
 * People of a realm, who get access by joining a group: added one by one or from a CSV file,
 * disabled, moved. A user is never deleted: frameworks keep the user name as the key of a person's
 * data, and a name that is free again could be given to somebody else.
 */
package io.fedrealm.provisioning.user;
