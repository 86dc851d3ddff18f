/**
 * Finds what is wrong in a realm: a template, an export or a server's. Rules ({@code rules}) look
 * at a realm ({@code model}) that was read from somewhere ({@code source}); what they find, less
 * what is lived with for now ({@code suppression}), is told to people and machines ({@code
 * report}).
 */
package io.fedrealm.provisioning.audit;
