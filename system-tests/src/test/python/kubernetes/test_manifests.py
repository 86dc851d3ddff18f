"""The manifests in docker/kubernetes, held against the schemas of Kubernetes and of the operator."""

import copy
import json
import pathlib
import re

import jsonschema
import kubernetes_validate
import pytest
import yaml

HERE = pathlib.Path(__file__).parent
CHECKOUT = HERE.parents[4]
FOLDER = CHECKOUT / "docker" / "kubernetes"
VERSIONS = ["1.31", "1.34"]
# As the image's /metrics has them; ClusterIT asks a running node.
KNOWN_METRICS = set((HERE / "metrics.txt").read_text().split()) | {"up"}
FUNCTIONS = {"sum", "max", "rate", "histogram_quantile"}
OPERATOR_SCHEMA = json.loads((HERE / "keycloak-v2beta1.schema.json").read_text())


def documents():
    for file in sorted(FOLDER.glob("*.yaml")):
        if file.name != "kustomization.yaml":
            yield from yaml.safe_load_all(file.read_text())


DOCUMENTS = list(documents())
NATIVE = [it for it in DOCUMENTS if it["kind"] != "Keycloak"]


def name(document):
    return f'{document["kind"]}/{document["metadata"]["name"]}'


def the(kind):
    return next(it for it in DOCUMENTS if it["kind"] == kind)


def keycloak_as_pod():
    """What the operator's resource holds of Kubernetes' own types, as a pod that can be checked."""
    spec = the("Keycloak")["spec"]
    pod = copy.deepcopy(spec["unsupported"]["podTemplate"]["spec"])
    pod["containers"][0].update(image=spec["image"], resources=spec["resources"])
    pod.update(spec["scheduling"])
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "keycloak"}, "spec": pod}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("document", NATIVE, ids=name)
def test_a_resource_has_only_fields_that_kubernetes_knows(document, version):
    kubernetes_validate.validate(document, version, strict=True)


def test_the_operators_resource_has_only_fields_that_the_operator_knows():
    jsonschema.validate(the("Keycloak"), OPERATOR_SCHEMA)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_the_operators_resource_takes_from_kubernetes_is_known_there(version):
    kubernetes_validate.validate(keycloak_as_pod(), version, strict=True)
    for peers in ("http", "management"):
        policy = {
            "apiVersion": "networking.k8s.io/v1",
            "kind": "NetworkPolicy",
            "metadata": {"name": peers},
            "spec": {
                "podSelector": {},
                "ingress": [{"from": the("Keycloak")["spec"]["networkPolicy"][peers]}],
            },
        }
        kubernetes_validate.validate(policy, version, strict=True)


def test_a_wrong_field_is_found():
    wrong = copy.deepcopy(the("PodDisruptionBudget"))
    wrong["spec"]["minAvailible"] = 1
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSIONS[0], strict=True)
    wrong = copy.deepcopy(the("Keycloak"))
    wrong["spec"]["hostname"]["hostnam"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, OPERATOR_SCHEMA)


def test_everything_is_in_one_namespace_and_in_the_kustomization():
    listed = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
    files = {it.name for it in FOLDER.glob("*.yaml")} - {"kustomization.yaml"}
    assert set(listed["resources"]) == files
    for document in DOCUMENTS:
        if document["kind"] != "Namespace":
            assert document["metadata"]["namespace"] == listed["namespace"]


@pytest.mark.parametrize(
    "pod",
    [the("Job")["spec"]["template"]["spec"], keycloak_as_pod()["spec"]],
    ids=["provisioning", "keycloak"],
)
def test_a_pod_meets_the_restricted_pod_security_standard(pod):
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert "memory" in container["resources"]["limits"]


def test_no_manifest_holds_a_secret():
    assert all(document["kind"] != "Secret" for document in DOCUMENTS)
    for key, value in the("ConfigMap")["data"].items():
        assert "SECRET" not in key or (key.endswith(("_FILE", "_DIR")) and value.startswith("/run/secrets/"))


def test_the_job_finds_each_secret_as_the_file_of_its_name():
    pod = the("Job")["spec"]["template"]["spec"]
    [volume] = [it for it in pod["volumes"] if it.get("secret", {}).get("secretName") == "fedrealm-secrets"]
    [container] = pod["containers"]
    [mount] = [it for it in container["volumeMounts"] if it["name"] == volume["name"]]

    assert the("ConfigMap")["data"]["FEDREALM_SECRETS_DIR"] == mount["mountPath"]
    # All keys of the secret, each under its own name.
    assert "items" not in volume["secret"] and "subPath" not in mount
    assert mount["readOnly"]


def test_the_administration_is_not_published():
    for rule in the("Ingress")["spec"]["rules"]:
        for path in rule["http"]["paths"]:
            assert path["pathType"] == "Prefix"
            assert path["path"] == "/resources" or path["path"].startswith("/realms/")
            assert path["path"].rstrip("/") not in ("/realms", "/realms/master")


def test_budget_and_policies_select_the_operators_pods():
    labels = {"app": "keycloak", "app.kubernetes.io/instance": the("Keycloak")["metadata"]["name"]}
    assert the("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels
    egress = next(it for it in DOCUMENTS if it["metadata"]["name"] == "keycloak-egress")
    assert egress["spec"]["podSelector"]["matchLabels"] == labels


def test_the_dashboard_and_the_alerts_are_well_formed_and_ask_for_known_metrics():
    folder = CHECKOUT / "docker" / "observability"
    dashboard = json.loads((folder / "grafana-dashboard.json").read_text())
    alerts = yaml.safe_load((folder / "alerts.yaml").read_text())
    queries = [it["expr"] for panel in dashboard["panels"] for it in panel["targets"]]
    queries += [rule["expr"] for group in alerts["groups"] for rule in group["rules"]]
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
    for query in queries:
        bare = re.sub(r"by \([^)]*\)|\{[^}]*\}|\[[^]]*\]", " ", query)
        names = set(re.findall(r"[a-z][a-z_]+", bare)) - FUNCTIONS
        assert names and names <= KNOWN_METRICS, query
