/** Template files as JSON in which every value knows its file, line and column. */
package io.fedrealm.provisioning.template.source;
