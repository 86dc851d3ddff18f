package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The JUnit XML of a suite in another language: each of its tests becomes a JUnit test. */
final class JUnitReport {

  private JUnitReport() {}

  /**
   * The tests of a report. One that was skipped there fails here: what cannot run is known before.
   *
   * @throws AssertionError when there is none
   */
  static Stream<DynamicTest> tests(Path report) {
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
        Element problem = (Element) found.item(0);
        throw new AssertionFailedError(
            kind + ": " + problem.getAttribute("message") + "\n" + problem.getTextContent());
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
