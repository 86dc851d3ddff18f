package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.SignIn;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new person gets no password but a mail, and sets one by its link. */
@ExtendWith(LocalKeycloak.class)
class SetUpLinkIT {

  private static final String REALM = "set-up-link";
  private static final String PASSWORD = "canary-Chosen-by-the-person-4c81-e0";
  private static final Pattern LINK = Pattern.compile("https?://\\S*/login-actions/\\S+");
  private static final Pattern PROCEED =
      Pattern.compile("href=\"([^\"]*/login-actions/action-token[^\"]*)\"");
  private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private static LocalKeycloak.Server server;

  @BeforeAll
  static void aRealmWithAMailServer(LocalKeycloak.Server running) {
    server = running;
    MAIL.start();
    server.apply("flnet-client", FlnetRealms.client(REALM));
    ObjectNode realm = JsonNodeFactory.instance.objectNode();
    realm
        .putObject("smtpServer")
        .put("host", "127.0.0.1")
        .put("port", Integer.toString(MAIL.getSmtp().getPort()))
        .put("from", "realm@h.example");
    server.admin().write("PUT", REALM, realm);
  }

  @AfterAll
  static void stop() {
    MAIL.stop();
  }

  private static Cli.Result add(String name, String... options) {
    String[] arguments = {
      "user",
      "add",
      name,
      "--realm",
      REALM,
      "--group",
      "Data-Admin",
      "--email",
      name + "@h.example",
      "--first-name",
      "Maria",
      "--last-name",
      "Weber"
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    return server.cli(server.adminEnvironment(), all);
  }

  @Test
  void theLinkInTheMailLeadsToAPasswordAndThePasswordToTheApplication() throws Exception {
    Cli.Result added = add("m.weber");
    assertThat(added.exitCode()).as(added.output()).isZero();

    MimeMessage mail = mailTo("m.weber@h.example");
    String link = first(LINK, text(mail));
    assertThat(added.output()).doesNotContain(link);
    Http browser = new Http();
    Http.Answer greeting = follow(browser, browser.get(link));
    Http.Answer form = follow(browser, browser.get(first(PROCEED, greeting.body())));
    Http.Answer done =
        follow(
            browser,
            browser.post(
                first(FORM, form.body()),
                Map.of("password-new", PASSWORD, "password-confirm", PASSWORD)));

    assertThat(done.status()).isEqualTo(200);
    Http.Answer login =
        new SignIn(server.realm(REALM), "frontend", FlnetRealms.FRONTEND + "/")
            .arrive("m.weber", PASSWORD);
    assertThat(login.status()).isEqualTo(302);
    assertThat(SignIn.query(login.location())).containsKey("code");
    Http.Answer again = follow(browser, new Http().get(link));
    assertThat(again.body()).as("a link is good for once").doesNotContain("password-new");
  }

  @Test
  void withNoMailNothingIsSent() {
    assertThat(add("n.noack", "--no-mail").exitCode()).isZero();

    assertThat(MAIL.getReceivedMessagesForDomain("n.noack@h.example")).isEmpty();
  }

  /** The one mail to an address; it was handed over before the command ended. */
  private static MimeMessage mailTo(String address) {
    MimeMessage[] mails = MAIL.getReceivedMessagesForDomain(address);
    assertThat(mails).hasSize(1);
    return mails[0];
  }

  private static String text(MimeMessage mail) throws MessagingException, IOException {
    Object content = mail.getContent();
    return content instanceof Multipart parts
        ? parts.getBodyPart(0).getContent().toString()
        : GreenMailUtil.getBody(mail);
  }

  private static Http.Answer follow(Http browser, Http.Answer answer) {
    Http.Answer next = answer;
    while (next.status() == 302) {
      next = browser.get(next.location());
    }
    return next;
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as("%s in %s", pattern, text).isTrue();
    String match = found.groupCount() == 0 ? found.group() : found.group(1);
    return match.replace("&amp;", "&");
  }
}
