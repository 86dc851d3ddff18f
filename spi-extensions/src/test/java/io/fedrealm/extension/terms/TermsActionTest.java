package io.fedrealm.extension.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.RequiredActionRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsActionTest {

  private static final Instant NOW = Instant.parse("2027-01-31T09:30:00.5Z");
  private static final String ACCEPTED = "fl.terms.accepted";

  private final RequiredActionRequest given = new RequiredActionRequest();
  private final TermsAction action = new TermsAction(Clock.fixed(NOW, ZoneOffset.UTC));

  private void theRealmNames(String version) {
    when(given.realm.getAttribute("fl.terms.version")).thenReturn(version);
  }

  private void theUserHasAccepted(String... values) {
    given.userAttributes.put(ACCEPTED, List.of(values));
  }

  @Nested
  class AtEverySignIn {

    private void assertAsked() {
      action.evaluateTriggers(given.context);
      verify(given.session).addRequiredAction("fl-terms");
    }

    private void assertNotAsked() {
      action.evaluateTriggers(given.context);
      verify(given.session, never()).addRequiredAction(anyString());
    }

    @Test
    void whoHasNeverAcceptedIsAsked() {
      theRealmNames("2027-01");
      assertAsked();
    }

    @Test
    void whoHasAcceptedThisVersionIsNotAskedAgain() {
      theRealmNames("2027-01");
      theUserHasAccepted("2026-05-01T08:00:00Z 2026-05", "2027-01-02T08:00:00Z 2027-01");
      assertNotAsked();
    }

    @Test
    void whoHasAcceptedAnotherVersionIsAskedAgain() {
      theRealmNames("2027-02");
      theUserHasAccepted("2027-01-02T08:00:00Z 2027-01");
      assertAsked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01", "yesterday 2027-01", "2027-01-02T08:00:00Z", " 2027-01", ""})
    void aValueThatIsNoAcceptanceCountsAsNone(String value) {
      theRealmNames("2027-01");
      theUserHasAccepted(value);
      assertAsked();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void nobodyIsAskedWhileTheRealmNamesNoVersion(String version) {
      theRealmNames(version);
      assertNotAsked();
    }

    @Test
    void nothingIsWrittenToTheUserBeforeTheAnswer() {
      theRealmNames("2027-01");
      assertAsked();
      verify(given.user, never()).addRequiredAction(anyString());
      verify(given.user, never()).setAttribute(anyString(), any());
    }
  }

  @Nested
  class TheAnswer {

    private void shownThePageOf(String version) {
      theRealmNames(version);
      action.requiredActionChallenge(given.context);
      verify(given.context).challenge(given.page);
    }

    @Test
    void anAcceptanceIsKeptWithVersionAndTime() {
      shownThePageOf("2027-01");
      given.sends("accept");

      action.processAction(given.context);

      assertThat(given.userAttributes.get(ACCEPTED))
          .containsExactly("2027-01-31T09:30:00Z 2027-01");
      verify(given.context).success();
    }

    @Test
    void earlierAcceptancesAreKept() {
      theUserHasAccepted("2026-05-01T08:00:00Z 2026-05");
      shownThePageOf(" Version 2 of 2027 ");
      given.sends("accept");

      action.processAction(given.context);

      assertThat(given.userAttributes.get(ACCEPTED))
          .containsExactly(
              "2026-05-01T08:00:00Z 2026-05", "2027-01-31T09:30:00Z Version 2 of 2027");
    }

    @Test
    void theEventNamesTheVersion() {
      shownThePageOf("2027-01");
      given.sends("accept");

      action.processAction(given.context);

      verify(given.event).detail("terms_version", "2027-01");
    }

    @Test
    void whoDeclinesIsNotLetInAndTheEventNamesTheVersionToo() {
      shownThePageOf("2027-01");
      given.sends("cancel");

      action.processAction(given.context);

      verify(given.context).failure("termsAndConditionsDeclined");
      verify(given.context, never()).success();
      verify(given.event).detail("terms_version", "2027-01");
      assertThat(given.userAttributes).isEmpty();
    }

    @Test
    void whatWasNotShownCannotBeAccepted() {
      theRealmNames("2027-01");
      given.sends("accept");

      action.processAction(given.context);

      assertThat(given.userAttributes).isEmpty();
      verify(given.context, never()).success();
      verify(given.context).challenge(given.page);
    }

    @Test
    void aVersionThatChangesWhileThePageIsOpenIsShownBeforeItCounts() {
      shownThePageOf("2027-01");
      given.sends("accept");
      theRealmNames("2027-02");

      action.processAction(given.context);
      assertThat(given.userAttributes).isEmpty();
      verify(given.context, never()).success();

      action.processAction(given.context);
      assertThat(given.userAttributes.get(ACCEPTED))
          .containsExactly("2027-01-31T09:30:00Z 2027-02");
    }

    @Test
    void whereTheRealmNamesNoVersionAnymoreThereIsNothingToAccept() {
      shownThePageOf("2027-01");
      given.sends("accept");
      theRealmNames("");

      action.processAction(given.context);

      verify(given.context).success();
      assertThat(given.userAttributes).isEmpty();
    }

    @Test
    void anInvitationThatAsksForTermsThatTheRealmDoesNotHavePassesThemOver() {
      theRealmNames("");

      action.requiredActionChallenge(given.context);

      verify(given.context).ignore();
    }
  }
}
