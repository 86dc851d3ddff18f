package io.fedrealm.provisioning.template.variable;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of variables that no template may use. A template can come from somebody else, and what its
 * variables hold ends in a realm, where its administrators read it, or on a public page. So the
 * credentials of fedrealm, of Keycloak, of clouds, registries, databases and build servers never
 * resolve in one, whatever the place.
 */
public final class ReservedNames {

  /** The words with which they begin; one more letter or digit makes another word. */
  private static final List<String> FIRST_WORDS =
      List.of(
          // fedrealm, Keycloak and what runs them
          "FEDREALM",
          "KC",
          "KEYCLOAK",
          "QUARKUS",
          "JAVA",
          "JDK",
          "MAVEN",
          "MVN",
          "GRADLE",
          // build servers and where they keep code
          "CI",
          "GITHUB",
          "GH",
          "ACTIONS",
          "RUNNER",
          "GITLAB",
          "BITBUCKET",
          "GITEA",
          "FORGEJO",
          "DRONE",
          "WOODPECKER",
          "JENKINS",
          "BUILDKITE",
          "CIRCLECI",
          "CIRCLE",
          "TRAVIS",
          "TEAMCITY",
          "BAMBOO",
          "RENOVATE",
          "CODECOV",
          "SONAR",
          "SENTRY",
          "GIT",
          // clouds, clusters and what provisions them
          "AWS",
          "AMAZON",
          "AZURE",
          "ARM",
          "MSI",
          "GOOGLE",
          "GCP",
          "GCLOUD",
          "CLOUDSDK",
          "OCI",
          "IBMCLOUD",
          "ALICLOUD",
          "ALIBABA",
          "HCLOUD",
          "HETZNER",
          "DIGITALOCEAN",
          "SCW",
          "OVH",
          "OS",
          "LINODE",
          "VULTR",
          "CLOUDFLARE",
          "CF",
          "FASTLY",
          "HEROKU",
          "VERCEL",
          "NETLIFY",
          "FLY",
          "KUBE",
          "KUBECONFIG",
          "KUBERNETES",
          "K8S",
          "HELM",
          "ARGOCD",
          "DOCKER",
          "PODMAN",
          "VAULT",
          "CONSUL",
          "NOMAD",
          "TF",
          "TERRAFORM",
          "PULUMI",
          "ANSIBLE",
          "SOPS",
          "OP",
          "BW",
          // registries, services, tools of the shell
          "NPM",
          "NODE",
          "YARN",
          "PIP",
          "PYPI",
          "TWINE",
          "UV",
          "CARGO",
          "NUGET",
          "GEM",
          "COSIGN",
          "SIGSTORE",
          "SLACK",
          "OPENAI",
          "ANTHROPIC",
          "HF",
          "WANDB",
          "SSH",
          "GPG",
          "KRB5",
          "KRB5CCNAME",
          "SUDO",
          "XDG",
          "LD",
          // databases
          "PG",
          "PGPASSWORD",
          "PGPASSFILE",
          "PGUSER",
          "PGHOST",
          "POSTGRES",
          "POSTGRESQL",
          "MYSQL",
          "MARIADB",
          "MSSQL",
          "ORACLE",
          "MONGO",
          "MONGODB",
          "REDIS",
          "RABBITMQ",
          "DB");

  private static final List<String> LAST_WORDS =
      List.of(
          "TOKEN",
          "TOKENS",
          "PAT",
          "APIKEY",
          "API_KEY",
          "ACCESS_KEY",
          "ACCESS_KEY_ID",
          "PRIVATE_KEY",
          "SIGNING_KEY",
          "CREDENTIALS",
          "CONNECTION_STRING",
          "DSN",
          "DATABASE_URL",
          "NETRC",
          "KUBECONFIG");

  private static final List<String> WHOLE =
      List.of(
          "HOME",
          "PATH",
          "USER",
          "LOGNAME",
          "SHELL",
          "PWD",
          "HOSTNAME",
          "MAIL",
          "SYSTEM_ACCESSTOKEN",
          "IDENTITY_ENDPOINT",
          "IDENTITY_HEADER",
          "REGISTRY_AUTH",
          "REGISTRY_USERNAME",
          "REGISTRY_PASSWORD",
          "DATABASE_USER",
          "DATABASE_USERNAME",
          "DATABASE_PASSWORD");

  private static final Pattern RESERVED =
      Pattern.compile(
          "(%s)(_.*)?|(.*_)?(%s)|%s|[A-Z_]*_?PROXY"
              .formatted(
                  String.join("|", FIRST_WORDS),
                  String.join("|", LAST_WORDS),
                  String.join("|", WHOLE)));

  private ReservedNames() {}

  /** Whether templates may not use a variable, by its name. */
  public static boolean isReserved(String name) {
    return RESERVED.matcher(name).matches();
  }
}
