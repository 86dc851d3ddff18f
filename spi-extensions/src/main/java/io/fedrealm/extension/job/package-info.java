/** The job claims: which jobs and studies of the federation a subject may run. */
package io.fedrealm.extension.job;
