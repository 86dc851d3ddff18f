/** What commands have in common: options, tables, progress. It knows no command. */
package io.fedrealm.provisioning.console;
