package io.fedrealm.provisioning.plan;

import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.util.Optional;

/**
 * A plan together with what it was made from.
 *
 * @param template the desired realm
 * @param live the realm as it was read; empty when it does not exist
 * @param plan the difference
 * @param prune whether what the tool has made and the template does not name is deleted
 */
public record PlannedRealm(
    RealmTemplate template, Optional<LiveRealm> live, RealmPlan plan, boolean prune) {}
