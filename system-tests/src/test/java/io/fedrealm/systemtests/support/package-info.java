/** What the system tests share: the command line as a process, the server, tokens. */
package io.fedrealm.systemtests.support;
