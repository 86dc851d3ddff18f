package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

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
  private final Path reports;

  /**
   * @param name of the folder below {@code src/test/python}
   */
  public PythonSuite(String name) {
    this(name, name);
  }

  /**
   * @param name of the folder below {@code src/test/python}
   * @param packages the suite in whose virtual environment it runs
   */
  public PythonSuite(String name, String packages) {
    this.name = packages;
    this.folder = Cli.checkout().resolve("system-tests/src/test/python").resolve(name);
    this.venv = Cli.work().resolve("python").resolve(packages);
    this.reports = venv.resolveSibling(name);
  }

  /** Runs the suite and gives its tests, each with its own outcome. */
  public Stream<DynamicTest> run(Map<String, String> environment) {
    Fork.alone("python-" + name, this::install);
    Path report = reports.resolve("junit.xml");
    Path log = reports.resolve("pytest.log");
    int exitCode =
        ToolProcess.run(
            folder,
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
      throw new AssertionError("pytest ended with " + exitCode + ", see " + ToolProcess.tail(log));
    }
    return JUnitReport.tests(report);
  }

  private Path install() {
    Path done = venv.resolve("installed-" + requirementsHash());
    if (Files.exists(done)) {
      return venv;
    }
    Path log = Cli.work().resolve("python-" + name + ".log");
    if (ToolProcess.run(
            folder, log, Map.of(), List.of("python3", "-m", "venv", "--clear", venv.toString()))
        != 0) {
      Requirement.missing(
          name,
          "Python 3.11 or later with its venv module: apt-get install python3 python3-venv",
          log);
    }
    List<String> pip =
        List.of(
            venv.resolve("bin/pip").toString(),
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            requirements().toString());
    if (ToolProcess.run(folder, log, Map.of(), pip) != 0) {
      Requirement.missing(name, "the packages of " + requirements() + " from PyPI", log);
    }
    try {
      Files.createFile(done);
      return venv;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path requirements() {
    return folder.resolveSibling(name).resolve("requirements.txt");
  }

  private String requirementsHash() {
    try {
      return Integer.toHexString(Files.readString(requirements()).hashCode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
