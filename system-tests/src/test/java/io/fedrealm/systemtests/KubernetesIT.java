package io.fedrealm.systemtests;

import io.fedrealm.systemtests.support.PythonSuite;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The manifests of {@code docker/kubernetes} against the schemas of Kubernetes and the operator.
 */
class KubernetesIT {

  @TestFactory
  Stream<DynamicTest> theManifestsAreWhatKubernetesAndTheOperatorTake() {
    return new PythonSuite("kubernetes").run(Map.of());
  }
}
