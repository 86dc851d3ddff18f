package io.fedrealm.extension.terms;

import java.time.Clock;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.RealmModel;
import org.keycloak.services.messages.Messages;

/**
 * Asks whoever has not accepted the realm's version of the terms, at every sign-in, single sign-on
 * included. Modelled on Keycloak's own {@code TermsAndConditions}, which keeps a time only and does
 * not ask again; the page is the same, so that every login theme has it.
 */
final class TermsAction implements RequiredActionProvider {

  /** The realm's attribute with the version in force; while it is blank, nobody is asked. */
  static final String VERSION_ATTRIBUTE = "fl.terms.version";

  /** The detail of the event that tells which version was accepted or declined. */
  static final String VERSION_DETAIL = "terms_version";

  /** What the page showed, in case that the realm names another version before the answer comes. */
  static final String SHOWN_NOTE = "fl.terms.shown";

  private final Clock clock;

  TermsAction(Clock clock) {
    this.clock = clock;
  }

  /** Not written to the user: only this sign-in needs it, and the next one looks again. */
  @Override
  public void evaluateTriggers(RequiredActionContext context) {
    version(context.getRealm())
        .filter(version -> !hasAccepted(context, version))
        .ifPresent(
            version ->
                context
                    .getAuthenticationSession()
                    .addRequiredAction(TermsActionFactory.PROVIDER_ID));
  }

  @Override
  public void requiredActionChallenge(RequiredActionContext context) {
    version(context.getRealm()).ifPresentOrElse(version -> ask(context, version), context::ignore);
  }

  @Override
  public void processAction(RequiredActionContext context) {
    Optional<String> version = version(context.getRealm());
    if (version.isEmpty()) {
      context.success();
    } else if (version.get().equals(context.getAuthenticationSession().getAuthNote(SHOWN_NOTE))) {
      takeAnswer(context, version.get());
    } else {
      ask(context, version.get());
    }
  }

  private void takeAnswer(RequiredActionContext context, String version) {
    context.getEvent().detail(VERSION_DETAIL, version);
    if (context.getHttpRequest().getDecodedFormParameters().containsKey("cancel")) {
      context.failure(Messages.TERMS_AND_CONDITIONS_DECLINED);
      return;
    }
    new Acceptance(clock.instant(), version).addTo(context.getUser());
    context.success();
  }

  private static void ask(RequiredActionContext context, String version) {
    context.getAuthenticationSession().setAuthNote(SHOWN_NOTE, version);
    context.challenge(
        context.form().setAttribute("user", context.getUser()).createForm("terms.ftl"));
  }

  private static boolean hasAccepted(RequiredActionContext context, String version) {
    return Acceptance.of(context.getUser()).anyMatch(past -> past.version().equals(version));
  }

  private static Optional<String> version(RealmModel realm) {
    return Optional.ofNullable(realm.getAttribute(VERSION_ATTRIBUTE))
        .map(String::strip)
        .filter(version -> !version.isEmpty());
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
