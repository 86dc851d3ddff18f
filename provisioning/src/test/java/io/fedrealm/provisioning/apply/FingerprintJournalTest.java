package io.fedrealm.provisioning.apply;

import static io.fedrealm.provisioning.apply.ApplySupport.CANARY;
import static io.fedrealm.provisioning.apply.ApplySupport.apply;
import static io.fedrealm.provisioning.apply.ApplySupport.json;
import static io.fedrealm.provisioning.apply.ApplySupport.planned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.plan.secret.MaskedSecret;
import io.fedrealm.provisioning.plan.secret.SecretFingerprints;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run notes which secrets it has written. */
public class FingerprintJournalTest {

  private static final String SITE =
      "\"identityProviders\":[{\"alias\":\"site\",\"providerId\":\"oidc\",\"config\":{"
          + "\"clientSecret\":\"%s\"}}]";
  private static final String MAIL = "\"smtpServer\":{\"host\":\"h\",\"password\":\"%s\"}";
  private static final String MASK = "**********";
  private static final String TEMPLATE = realm(MAIL.formatted("${S}"), SITE.formatted("${S_2}"));
  private static final String MASKED = realm(MAIL.formatted(MASK), SITE.formatted(MASK));

  private final FakeKeycloak fake = new FakeKeycloak();

  @AfterEach
  public void stop() {
    fake.close();
  }

  private static String realm(String... fields) {
    return "{\"realm\":\"r\"," + String.join(",", fields) + "}";
  }

  private static MaskedSecret mail(String value) {
    return new MaskedSecret(ResourceId.of(ResourceType.REALM, ""), "smtpServer.password", value);
  }

  private static MaskedSecret site(String value) {
    return new MaskedSecret(
        ResourceId.of(ResourceType.IDENTITY_PROVIDER, "site"), "config.clientSecret", value);
  }

  /** A realm in which these were noted, as it is read. */
  private static String noted(String realm, MaskedSecret... secrets) {
    ObjectNode live = json(realm);
    SecretFingerprints marks = SecretFingerprints.none();
    for (MaskedSecret secret : secrets) {
      marks = marks.with(secret);
    }
    marks.putInto(live.putObject("attributes"));
    return live.toString();
  }

  /** A realm in which it is noted, besides what was before, that these are being written. */
  private static String announced(String realm, MaskedSecret... secrets) {
    ObjectNode live = json(realm);
    ObjectNode attributes = live.withObjectProperty("attributes");
    SecretFingerprints marks = SecretFingerprints.noted("", attributes);
    for (MaskedSecret secret : secrets) {
      marks = marks.withPending(secret);
    }
    marks.putInto(attributes);
    return live.toString();
  }

  /** The marks in a request that sends a realm's attributes and nothing else. */
  private static SecretFingerprints marks(String write) {
    assertThat(write).startsWith("PUT /realms/r {\"attributes\":").doesNotContain(CANARY);
    return SecretFingerprints.noted(
        "", json(write.substring(write.indexOf('{'))).path("attributes"));
  }

  /** The marks in the last request. */
  private SecretFingerprints written() {
    List<String> writes = fake.writes();
    return marks(writes.get(writes.size() - 1));
  }

  @Test
  public void aNewRealmIsMadeWithTheAnnouncementAndGetsThemInOneRequestAfterAllItsSecrets() {
    MaskedSecret[] both = {mail(CANARY), site(CANARY)};
    fake.realm("r", announced(realm(MAIL.formatted(MASK)), both))
        .realm("r", announced(MASKED, both));
    fake.answer("GET", "/realms/r", 200, "{\"attributes\":{\"kept\":\"1\"}}");

    apply(fake, planned(TEMPLATE, null));

    assertThat(fake.writes()).hasSize(3);
    String made = fake.writes().get(0);
    SecretFingerprints first =
        SecretFingerprints.noted("", json(made.substring(made.indexOf('{'))).path("attributes"));
    assertThat(made).startsWith("POST /realms {");
    assertThat(first.isPending(mail(CANARY))).isTrue();
    assertThat(first.isPending(site(CANARY))).isTrue();
    assertThat(fake.writes().get(2)).contains("\"kept\":\"1\"");
    assertThat(written().fit(mail(CANARY))).isTrue();
    assertThat(written().fit(site(CANARY))).isTrue();
  }

  @Test
  public void aChangedOneIsAnnouncedWrittenOnceAndNotedByARunThatHoldsTheRealm() {
    String live = noted(MASKED, mail(CANARY), site("canary-of-before-01234"));
    fake.realm("r", live).realm("r", announced(live, site(CANARY)));
    fake.answer("GET", "/realms/r", 200, live);

    assertThat(apply(fake, planned(TEMPLATE, live))).isEqualTo(1);

    assertThat(fake.writes()).hasSize(3);
    assertThat(marks(fake.writes().get(0)).isPending(site(CANARY))).isTrue();
    assertThat(marks(fake.writes().get(0)).fit(mail(CANARY))).isTrue();
    assertThat(fake.writes().get(1))
        .startsWith("PUT /realms/r/identity-provider/instances/site")
        .contains(CANARY);
    assertThat(fake.leases().requests()).contains("POST 201", "DELETE 204");
    assertThat(written().fit(site(CANARY))).isTrue();
    assertThat(written().fit(mail(CANARY))).isTrue();
  }

  @Test
  public void oneThatIsSentAlongAndThatTheServerHasAlreadyKeepsItsMark() {
    String live = noted(realm(MAIL.formatted(MASK)), mail(CANARY));
    String template = realm(MAIL.formatted("${S}").replace("\"h\"", "\"other\""));
    fake.realm("r", live).realm("r", live.replace("\"h\"", "\"other\""));

    apply(fake, planned(template, live));

    assertThat(fake.writes()).hasSize(1);
    assertThat(fake.requests()).noneMatch(request -> request.toString().equals("GET /realms/r"));
  }

  @Test
  public void whatWasWrittenBeforeARunFailedIsNotedAllTheSame() {
    fake.realm("r", announced(realm(MAIL.formatted(MASK)), mail(CANARY), site(CANARY)));
    fake.answer("GET", "/realms/r", 200, "{}");
    fake.answer("POST", "/realms/r/identity-provider/instances", 400, "{\"error\":\"no\"}");

    assertThatThrownBy(() -> apply(fake, planned(TEMPLATE, null)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("identity provider site");

    assertThat(written().fit(mail(CANARY))).isTrue();
    assertThat(written().isPending(site(CANARY))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {CANARY, "canary-of-before-01234"})
  public void oneWhoseRunWasKilledBeforeItWasNotedIsWrittenAgainWhicheverTheTemplateHasNow(
      String value) {
    String live = announced(MASKED, mail(value), site(value));

    assertThat(planned(TEMPLATE, live).plan().changes()).hasSize(2);
    assertThat(planned(TEMPLATE, live).plan().notes()).isEmpty();
  }

  @Test
  public void noneIsWrittenWhenItCannotBeAnnounced() {
    String live = noted(MASKED, mail(CANARY), site("canary-of-before-01234"));
    fake.realm("r", live).answer("GET", "/realms/r", 200, live);
    fake.answer("PUT", "/realms/r", 403, "{\"error\":\"no\"}");

    assertThatThrownBy(() -> apply(fake, planned(TEMPLATE, live)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("Nothing was changed in this realm before.");

    assertThat(fake.writes()).hasSize(1);
  }

  @Test
  public void anotherRunsMarkOfAnotherValueIsNotTakenForOurs() {
    String theirs = noted(realm(MAIL.formatted(MASK)), mail("canary-of-theirs-01234"));
    String ours = realm(MAIL.formatted("${S}"));
    fake.realm("r", theirs).realm("r", announced(theirs, mail(CANARY)));
    fake.answer("GET", "/realms/r", 200, theirs);

    assertThat(apply(fake, planned(ours, null))).isEqualTo(2);

    assertThat(fake.writes()).hasSize(4);
    assertThat(fake.writes().get(2)).startsWith("PUT /realms/r {\"smtpServer\"").contains(CANARY);
    assertThat(written().fit(mail(CANARY))).isTrue();
  }

  @Test
  public void theMarkOfWhatIsGoneGoesWithTheNextNote() {
    String live = noted(realm(MAIL.formatted(MASK)), mail("canary-of-before-01234"), site(CANARY));
    fake.realm("r", live).realm("r", announced(live, mail(CANARY)));
    fake.answer("GET", "/realms/r", 200, live);

    apply(fake, planned(realm(MAIL.formatted("${S}")), live));

    assertThat(written().fit(mail(CANARY))).isTrue();
    assertThat(written().fit(site(CANARY))).isFalse();
  }
}
