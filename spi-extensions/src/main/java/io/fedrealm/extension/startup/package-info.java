/** What a server has to have so that this extension may run on it; depends on nothing of ours. */
package io.fedrealm.extension.startup;
