package io.fedrealm.systemtests.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A pytest suite, run in a virtual environment of its own with the real packages that it names in
 * {@code requirements.txt}; each of its tests becomes a JUnit test.
 *
 * <p>Where Python or its package registry is not to be had, the suite is skipped with a message
 * that says how to get it; on CI (environment variable {@code CI=true}) that is a failure.
 */
public final class PythonSuite {

  private final String name;
  private final Path folder;
  private final Path venv;

  /**
   * @param name of the folder below {@code src/test/python}
   */
  public PythonSuite(String name) {
    this.name = name;
    this.folder = Cli.checkout().resolve("system-tests/src/test/python").resolve(name);
    this.venv = Cli.work().resolve("python").resolve(name);
  }

  /** Runs the suite and gives its tests, each with its own outcome. */
  public Stream<DynamicTest> run(Map<String, String> environment) {
    install();
    Path report = venv.resolve("junit.xml");
    Path log = venv.resolve("pytest.log");
    int exitCode =
        run(
            log,
            environment,
            List.of(
                venv.resolve("bin/python").toString(),
                "-m",
                "pytest",
                "-p",
                "no:cacheprovider",
                "--junit-xml",
                report.toString()));
    if (exitCode != 0 && exitCode != 1) {
      // 1 is "tests failed", which their own entries tell.
      throw new AssertionError("pytest ended with " + exitCode + ", see " + tail(log));
    }
    return outcomes(report);
  }

  private void install() {
    Path done = venv.resolve("installed-" + requirementsHash());
    if (Files.exists(done)) {
      return;
    }
    Path log = Cli.work().resolve("python-" + name + ".log");
    if (run(log, Map.of(), List.of("python3", "-m", "venv", "--clear", venv.toString())) != 0) {
      missing(
          "Python 3.11 or later with its venv module: apt-get install python3 python3-venv", log);
    }
    List<String> pip =
        List.of(
            venv.resolve("bin/pip").toString(),
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            folder.resolve("requirements.txt").toString());
    if (run(log, Map.of(), pip) != 0) {
      missing("the packages of " + folder.resolve("requirements.txt") + " from PyPI", log);
    }
    try {
      Files.createFile(done);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String requirementsHash() {
    try {
      return Integer.toHexString(Files.readString(folder.resolve("requirements.txt")).hashCode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void missing(String what, Path log) {
    String message = "The " + name + " suite needs " + what + ".\n" + tail(log);
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    System.err.println("SKIPPED: " + message);
    abort(message);
  }

  private int run(Path log, Map<String, String> environment, List<String> command) {
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
      Process process = builder.start();
      if (!process.waitFor(20, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running after 20 minutes: " + name);
      }
      return process.exitValue();
    } catch (IOException e) {
      return 127;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return log.toString();
    }
  }

  private static Stream<DynamicTest> outcomes(Path report) {
    NodeList cases = parse(report).getElementsByTagName("testcase");
    List<DynamicTest> tests = new ArrayList<>();
    for (int index = 0; index < cases.getLength(); index++) {
      Element test = (Element) cases.item(index);
      String name = test.getAttribute("classname") + " " + test.getAttribute("name");
      tests.add(DynamicTest.dynamicTest(name, () -> outcome(test)));
    }
    if (tests.isEmpty()) {
      throw new AssertionError("the suite ran no test");
    }
    return tests.stream();
  }

  private static void outcome(Element test) {
    for (String kind : List.of("failure", "error", "skipped")) {
      NodeList found = test.getElementsByTagName(kind);
      if (found.getLength() > 0) {
        throw new AssertionFailedError(kind + ": " + found.item(0).getTextContent());
      }
    }
  }

  private static Document parse(Path report) {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("no report of the suite at " + report, e);
    }
  }
}
