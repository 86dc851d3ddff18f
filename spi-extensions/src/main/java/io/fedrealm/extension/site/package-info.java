/** The site claims: which site and organisation of the federation a subject belongs to. */
package io.fedrealm.extension.site;
