/** Variables of templates: where they stand, and their values from the environment. */
package io.fedrealm.provisioning.template.variable;
