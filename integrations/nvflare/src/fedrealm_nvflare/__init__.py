"""Keycloak decides which NVIDIA FLARE site may join and which job may run where.

Four handlers, each named in a startup kit's local JSON file (``fedrealm nvflare kit`` writes it):

* :class:`fedrealm_nvflare.registration.FedrealmSiteRegistration` at the server
* :class:`fedrealm_nvflare.site_token.FedrealmSiteToken` and
  :class:`fedrealm_nvflare.job_gate.FedrealmJobGate` at a site
* :class:`fedrealm_nvflare.admin.FedrealmAdminTokens` at an admin, only where jobs carry tokens
"""
