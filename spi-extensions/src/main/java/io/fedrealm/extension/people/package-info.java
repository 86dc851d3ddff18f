/** Reading a realm's people with what they hold, a page in a request. */
package io.fedrealm.extension.people;
