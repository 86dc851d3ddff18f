package io.fedrealm.extension.fedn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Limits LIMITS = new Limits(64, 10, 1, 1, 1, 1);

  @Test
  void aJsonObjectIsRead() {
    assertThat(Text.of(read("{\"username\": \"linnea\"}").json(json()), "username"))
        .isEqualTo("linnea");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"text\"", "{", "{\"a\":}", "username=linnea", "{}x["})
  void anythingElseIsRefused(String body) {
    RequestBody read = read(body);

    assertThatThrownBy(() -> read.json(json()))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.status().getStatusCode()).isEqualTo(400));
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    RequestBody read = read("{}");

    for (String type : new String[] {null, "", ";", "text/plain"}) {
      assertThatThrownBy(() -> read.json(type))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.status().getStatusCode()).isEqualTo(415));
    }
  }

  @Test
  void aFormIsRead() {
    assertThat(read("name=Heart+study&a=%C3%A5&b&name=2").form(FORM))
        .containsEntry("name", List.of("Heart study", "2"))
        .containsEntry("a", List.of("å"))
        .containsEntry("b", List.of(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name=%zz", "name=%", "%=a", "name=a%2"})
  void aFormWithABrokenEscapeIsRefused(String body) {
    RequestBody read = read(body);

    assertThatThrownBy(() -> read.form(FORM))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.status().getStatusCode()).isEqualTo(400));
  }

  @Test
  void noMoreIsReadThanTheLimit() {
    EndlessBody body = new EndlessBody();

    assertThatThrownBy(() -> RequestBody.read(body, new Limits(100_000, 10, 1, 1, 1, 1)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.status().getStatusCode()).isEqualTo(413));
    assertThat(body.read).isLessThan(110_000);
  }

  @Test
  void whatIsNoUtf8IsRefused() {
    InputStream body = new ByteArrayInputStream(new byte[] {'{', (byte) 0xff, '}'});

    assertThatThrownBy(() -> RequestBody.read(body, LIMITS))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.status().getStatusCode()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\u0000b", "a\nb", "\ud800"})
  void aTextThatADatabaseCannotHoldIsNotSound(String text) {
    assertThat(Text.isSound(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"linnea", "Åsa Öberg", "心", "\ud83d\ude00"})
  void anyOtherTextIsSound(String text) {
    assertThat(Text.isSound(text)).isTrue();
  }

  private static RequestBody read(String body) {
    return RequestBody.read(
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), LIMITS);
  }

  private static String json() {
    return " application/JSON; charset=UTF-8";
  }

  private static final class EndlessBody extends InputStream {

    private int read;

    @Override
    public int read() {
      read++;
      return 'x';
    }
  }
}
