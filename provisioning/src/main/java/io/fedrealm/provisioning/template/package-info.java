/**
 * Files to the desired realm: reads a realm template, puts in the variables, and checks everything
 * that can be checked without a server.
 */
package io.fedrealm.provisioning.template;
