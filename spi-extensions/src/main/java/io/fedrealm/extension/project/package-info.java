/** The project claim: the one project (tenant) that a token is for. */
package io.fedrealm.extension.project;
