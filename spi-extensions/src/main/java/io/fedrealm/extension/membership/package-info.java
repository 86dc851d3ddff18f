/** Stops people who have an account but no access yet, and tells them whom to ask. */
package io.fedrealm.extension.membership;
