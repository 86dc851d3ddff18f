package io.fedrealm.extension.people;

import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.representations.idm.MembershipType;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * That a person is a member of an organization.
 *
 * @param organizationId Keycloak's id of the organization
 * @param membershipType whether the account goes with the organization
 */
public record Membership(String organizationId, MembershipType membershipType) {

  /** Those of a user, without the organizations that the caller may not see. */
  static List<Membership> of(
      UserModel user, KeycloakSession session, AdminPermissionEvaluator auth) {
    OrganizationProvider provider = session.getProvider(OrganizationProvider.class);
    if (provider == null || !session.getContext().getRealm().isOrganizationsEnabled()) {
      return List.of();
    }
    return provider
        .getByMember(user)
        .filter(organization -> auth.orgs().canView(organization))
        .map(
            organization ->
                new Membership(
                    organization.getId(),
                    provider.isManagedMember(organization, user)
                        ? MembershipType.MANAGED
                        : MembershipType.UNMANAGED))
        .toList();
  }
}
