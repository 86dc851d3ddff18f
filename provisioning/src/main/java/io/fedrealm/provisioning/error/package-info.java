/** How an operator is told what went wrong, and the exit code that goes with it. */
package io.fedrealm.provisioning.error;
