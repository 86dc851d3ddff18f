package io.fedrealm.themes;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateMethodModelEx;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The realm's own texts, logo, colour and links: shown as they are meant, or not at all. */
class BrandTest {

  private static final String HOSTILE = "<script>alert('x')</script>\"';}</style>\\";
  private static final String PIXEL = "data:image/png;base64,iVBORw0KGgo=";

  @Nested
  class OnTheLoginPages {

    @Test
    void showsTheNamesOfApplicationProjectSiteAndFederation() throws Exception {
      String page =
          panel(Map.of("site", "Uppsala", "federation", "Nordic", "project", "demo"), "FLNet");

      assertThat(page).contains(">FLNet<", ">demo<", ">Uppsala<", ">Nordic<");
    }

    @Test
    void showsTheProjectOfTheClientBeforeThatOfTheRealm() throws Exception {
      Map<String, Object> model = model(Map.of("project", "of the realm"), "FLNet", "login");
      model.put("client", new Client("FLNet", Map.of("fl.brand.project", "of the client")));

      assertThat(render("login/footer.ftl", model))
          .contains(">of the client<")
          .doesNotContain("of the realm");
    }

    @Test
    void saysWhatTheApplicationDoesOnlyWhereConsentIsAsked() throws Exception {
      assertThat(render("login/footer.ftl", model(Map.of(), "FLNet", "login-oauth-grant")))
          .contains(">Trains &lt;models&gt;<");
      assertThat(panel(Map.of(), "FLNet")).doesNotContain("Trains");
    }

    @Test
    void fallsBackToTheRealmsDisplayName() throws Exception {
      assertThat(panel(Map.of(), "FLNet")).contains("Realm &amp; Co").doesNotContain("flHelpTitle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"site", "federation", "project", "support"})
    void everyTextOfTheBrandIsEscaped(String key) throws Exception {
      assertThat(panel(Map.of(key, HOSTILE), "FLNet"))
          .contains("&lt;script&gt;")
          .doesNotContain("<script")
          .doesNotContain("</style");
    }

    @Test
    void escapesTheNameOfTheApplication() throws Exception {
      assertThat(panel(Map.of(), HOSTILE)).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#12345", "#1234567", "#12345g", "#123456;}", "url(x)", HOSTILE})
    void leavesOutAnAccentThatIsNoColour(String accent) throws Exception {
      assertThat(panel(Map.of("accent", accent), "FLNet")).doesNotContain("<style");
    }

    @Test
    void takesAColourOfSixDigits() throws Exception {
      assertThat(panel(Map.of("accent", "#A1b2C3"), "FLNet"))
          .contains("--fl-brand-accent: #A1b2C3;");
    }

    @ParameterizedTest
    @ValueSource(strings = {PIXEL, "/brand/logo.svg", "data:image/svg+xml;base64,PHN2Zz4="})
    void takesALogoThatIsEmbeddedOrOnThisServer(String logo) throws Exception {
      assertThat(panel(Map.of("logo", logo), "FLNet")).contains("url(\"" + logo + "\")");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://elsewhere.example/logo.png",
          "//elsewhere.example/logo.png",
          "/../secret",
          "/a//b",
          "javascript:alert(1)",
          "data:text/html;base64,PHN2Zz4=",
          "data:image/svg+xml,<svg/>",
          PIXEL + "\");}",
          HOSTILE
        })
    void leavesOutALogoOfAnotherKind(String logo) throws Exception {
      assertThat(panel(Map.of("logo", logo), "FLNet"))
          .doesNotContain("<style")
          .doesNotContain("url(");
    }

    @Test
    void linksMailTelephoneAndPageOfTheSupport() throws Exception {
      assertThat(panel(Map.of("support", "help@uppsala.example"), "FLNet"))
          .contains("href=\"mailto:help@uppsala.example\"");
      assertThat(panel(Map.of("support", "+46 18 (611) 00-00"), "FLNet"))
          .contains("href=\"tel:+46186110000\"");
      assertThat(panel(Map.of("support", "https://uppsala.example/help"), "FLNet"))
          .contains("href=\"https://uppsala.example/help\"");
      assertThat(panel(Map.of("support", "IT desk, room 12"), "FLNet"))
          .contains("<p>IT desk, room 12</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/x?y=1&z=2", "/imprint.html"})
    void theBrandsLegalPagesAreLinked(String address) throws Exception {
      assertThat(panel(Map.of("legal.imprint", address), "FLNet"))
          .contains("href=\"" + address.replace("&", "&amp;") + "\"")
          .contains("flImprint");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"javascript:alert(1)", "http://a.example/", "//a.example/", "x", HOSTILE})
    void leavesOutALegalAddressThatIsNeitherHttpsNorAPathOfThisServer(String address)
        throws Exception {
      assertThat(panel(Map.of("legal.privacy", address), "FLNet")).doesNotContain("flPrivacy");
    }

    @Test
    void namesTheVersionOfTheTermsOnTheirPageOnly() throws Exception {
      Map<String, String> brand = Map.of("fl.terms.version", "2026-11");

      assertThat(render("login/footer.ftl", model(brand, "FLNet", "terms"))).contains(">2026-11<");
      assertThat(panel(brand, "FLNet")).doesNotContain("2026-11");
    }

    @Test
    void worksOnAPageThatKnowsNoClientAndNoRealm() throws Exception {
      Map<String, Object> model = model(Map.of(), "FLNet", "error");
      model.remove("client");
      model.remove("realm");

      assertThat(render("login/footer.ftl", model)).contains("flPanelTitle").doesNotContain("<dt>");
    }

    private String panel(Map<String, String> brand, String application) throws Exception {
      return render("login/footer.ftl", model(brand, application, "login"));
    }
  }

  @Nested
  class InTheAccountConsole {

    @Test
    void writesTheNameAsACssStringThatNothingCanEnd() throws Exception {
      assertThat(style(Map.of("site", HOSTILE)))
          .contains("--fl-brand-name: \"\\3c script\\3e ")
          .containsOnlyOnce("</style>")
          .doesNotContain("<script");
    }

    @Test
    void leavesOutWhatIsNoColourAndNoPictureOfOurs() throws Exception {
      assertThat(style(Map.of("accent", "red;}", "logo", "https://elsewhere.example/l.png")))
          .doesNotContain("--fl-brand-accent")
          .doesNotContain("url(");
    }

    @Test
    void takesColourAndEmbeddedPicture() throws Exception {
      assertThat(style(Map.of("accent", "#0b6464", "logo", PIXEL)))
          .contains("--fl-brand-accent: #0b6464;", "url(\"" + PIXEL + "\")");
    }

    private String style(Map<String, String> brand) throws Exception {
      return render("account/theme-resources.ftl", model(brand, "FLNet", "account"));
    }
  }

  private static Map<String, Object> model(
      Map<String, String> brand, String application, String pageId) {
    Map<String, Object> model = new HashMap<>();
    TemplateMethodModelEx firstArgument = arguments -> arguments.get(0);
    model.put("msg", firstArgument);
    model.put("advancedMsg", firstArgument);
    model.put("pageId", pageId);
    model.put("realm", new Realm(brand));
    model.put("client", new Client(application, Map.of()));
    return model;
  }

  /** Configured as Keycloak's DefaultFreeMarkerProvider configures it. */
  private static String render(String path, Map<String, Object> model)
      throws IOException, TemplateException {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_32);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    int folder = path.lastIndexOf('/');
    configuration.setDirectoryForTemplateLoading(
        ThemeFiles.ROOT.resolve(path.substring(0, folder)).toFile());
    String call =
        path.startsWith("login/")
            ? "<#import 'footer.ftl' as f><@f.content/>"
            : "<#import 'theme-resources.ftl' as t><@t.renderStyles resources=[] pathPrefix=''/>";
    StringWriter out = new StringWriter();
    new Template("page.ftl", call, configuration).process(model, out);
    return out.toString();
  }

  /** As much of Keycloak's RealmBean as the templates use. */
  public record Realm(Map<String, String> brand) {
    public String getAttribute(String key) {
      return brand.getOrDefault(key, brand.get(key.replaceFirst("^fl\\.brand\\.", "")));
    }

    public String getDisplayName() {
      return "Realm & Co";
    }
  }

  /** As much of Keycloak's ClientBean as the templates use. */
  public record Client(String application, Map<String, String> attributes) {
    public String getName() {
      return application;
    }

    public String getDescription() {
      return "Trains <models>";
    }

    public String getAttribute(String key) {
      return attributes.get(key);
    }
  }
}
