/** Whether a server, an account and templates are ready for what fedrealm does. */
package io.fedrealm.provisioning.doctor;
