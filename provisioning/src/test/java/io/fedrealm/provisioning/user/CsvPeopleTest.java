package io.fedrealm.provisioning.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvPeopleTest {

  private static CsvPeople parse(String... lines) {
    return CsvPeople.parse("users.csv", String.join("\n", lines) + "\n");
  }

  @Test
  void aLineIsAPersonAndAnEmptyCellSaysNothing() {
    CsvPeople csv =
        parse(
            "username,email,firstName,lastName,enabled,groups,attribute.ward",
            "M.Weber,M.Weber@Hospital.example,Maria,Weber,false,Admin; /Staff/Night,A;B",
            "j.berg,,,,,,");

    assertThat(csv.problems()).isEmpty();
    assertThat(csv.lines())
        .containsExactly(
            new CsvLine(
                2,
                new Person(
                    "m.weber",
                    "m.weber@hospital.example",
                    "Maria",
                    "Weber",
                    false,
                    List.of("/Admin", "/Staff/Night"),
                    Map.of("ward", List.of("A", "B")))),
            new CsvLine(3, new Person("j.berg", null, null, null, null, List.of(), Map.of())));
  }

  @Test
  void semicolonsAsExcelWritesThemAreReadAlike() {
    assertThat(
            parse(
                "username;email;groups",
                "m.weber;m.weber@hospital.example;\"Admin; /Staff/Night\"",
                "j.berg;;Admin"))
        .isEqualTo(
            parse(
                "username,email,groups",
                "m.weber,m.weber@hospital.example,Admin; /Staff/Night",
                "j.berg,,Admin"));
  }

  @Test
  void everyBadLineIsReportedWithItsNumberAndTheGoodOnesAreKept() {
    CsvPeople csv =
        parse(
            "username,enabled,lastName",
            "anna,yes,A",
            "",
            "bert,true",
            ",true,C",
            "\"carl\",true,\"line",
            "break\"",
            "ANNA,true,A",
            "dora,true,D");

    assertThat(csv.lines()).extracting(CsvLine::number).containsExactly(6, 9);
    assertThat(csv.problems())
        .extracting(LineProblem::toString)
        .containsExactly(
            "line 2: enabled: must be true or false",
            "line 4: has 2 columns, the header 3",
            "line 5: username: is empty",
            "line 8: username: stands in line 2 already");
  }

  @Nested
  class AHeader {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "username;email,groups | separated by commas or by semicolons, not by both",
          "email | the column username is missing",
          "username,phone | there is no column \"phone\" (known: username, email",
          "username,Password | passwords do not belong into such a file: --passwords-to",
          "username,username | the column username is there twice"
        })
    void isRefusedWithTheReason(String header, String reason) {
      assertThatThrownBy(() -> parse(header, "x"))
          .isInstanceOfSatisfying(
              CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
          .hasMessageContaining("users.csv, line 1, the header")
          .hasMessageContaining(reason);
    }
  }

  @Test
  void aFileThatIsNoCsvIsRefusedWithTheLine() {
    assertThatThrownBy(() -> parse("username,email", "anna,\"a\"b@x.example"))
        .hasMessageStartingWith("users.csv, line 2: cannot be read as CSV");
    assertThatThrownBy(() -> CsvPeople.parse("users.csv", "")).hasMessageContaining("is empty");
  }
}
