package io.fedrealm.extension.fedn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.keycloak.http.HttpRequest;
import org.keycloak.util.JsonSerialization;

/** A request's body, read no further than the limits allow. */
final class RequestBody {

  private static final String INVALID = "invalid_request";
  private static final String TOO_SLOW = "The body arrives too slowly";

  /** Who sends a byte now and then has an answer by then; who sends none has the line cut. */
  private static final int SILENCE_SECONDS = 1;

  private static final Set<String> KNOWN =
      Set.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED);
  private static final ObjectReader JSON =
      JsonSerialization.mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String text;

  private RequestBody(String text) {
    this.text = text;
  }

  /**
   * Reads a body.
   *
   * @param stream the body; null when there is none
   * @param limits how much of it, and for how long
   * @return the body
   * @throws RefusedException when it is too large, too slow or no UTF-8
   */
  static RequestBody read(InputStream stream, Limits limits) {
    if (stream == null) {
      return new RequestBody("");
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limits.bodySeconds());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    Runnable arrived = closeAfter(limits.bodySeconds() + SILENCE_SECONDS);
    try {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        bytes.write(buffer, 0, count);
        if (bytes.size() > limits.bodyBytes()) {
          throw refused(
              Response.Status.REQUEST_ENTITY_TOO_LARGE,
              "The body is larger than " + limits.bodyBytes() + " bytes");
        }
        if (System.nanoTime() > deadline) {
          throw refused(Response.Status.REQUEST_TIMEOUT, TOO_SLOW);
        }
      }
      return new RequestBody(utf8(bytes.toByteArray()));
    } catch (CharacterCodingException e) {
      throw refused(Response.Status.BAD_REQUEST, "The body is not UTF-8");
    } catch (IOException e) {
      throw refused(
          Response.Status.BAD_REQUEST,
          System.nanoTime() > deadline ? TOO_SLOW : "The body ends early");
    } finally {
      arrived.run();
    }
  }

  /**
   * Ends the connection of the current request when its time is over: the thread that waits for the
   * next byte of a body is not let go by anything else, for as long as the server's own {@code
   * quarkus.http.read-timeout}.
   *
   * @return calls it off
   */
  private static Runnable closeAfter(int seconds) {
    ResteasyReactiveRequestContext request = CurrentRequestManager.get();
    if (request == null) {
      return () -> {};
    }
    return request.registerTimer(
        TimeUnit.SECONDS.toMillis(seconds), request.serverRequest()::closeConnection);
  }

  /**
   * Reads the body as JSON.
   *
   * @param type the request's content type, as it came; null when it has none
   * @return the object
   * @throws RefusedException when it is anything else
   */
  JsonNode json(String type) {
    demand(type, MediaType.APPLICATION_JSON);
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      json = null;
    }
    if (json == null || !json.isObject()) {
      throw refused(Response.Status.BAD_REQUEST, "The body is not a JSON object");
    }
    return json;
  }

  /**
   * Reads the body as a form.
   *
   * @param type the request's content type, as it came; null when it has none
   * @return its parameters
   * @throws RefusedException when it is anything else
   */
  MultivaluedMap<String, String> form(String type) {
    demand(type, MediaType.APPLICATION_FORM_URLENCODED);
    MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      form.add(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
    }
    return form;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused(
          Response.Status.BAD_REQUEST, "The form has a percent sign that escapes nothing");
    }
  }

  /**
   * Leaves the body of the current request to {@link #read}. Keycloak reads forms and parts before
   * a resource's method runs (KeycloakHandlerChainCustomizer), 10 MB of them, and answers a broken
   * escape with 500; it takes a request that has form data already for one that has been read.
   */
  static void leaveUnread() {
    ResteasyReactiveRequestContext request = CurrentRequestManager.get();
    if (request != null) {
      request.setFormData(new FormData(0));
    }
  }

  /** Whether a request says nothing about its body, or that it is of one of the two known types. */
  static boolean isOfKnownType(HttpRequest request) {
    String type = contentType(request);
    return type == null || KNOWN.contains(plain(type));
  }

  /**
   * Whether a request's content type can be read at all; Keycloak fails later on one that cannot.
   */
  static boolean hasReadableType(HttpRequest request) {
    try {
      request.getHttpHeaders().getMediaType();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static String contentType(HttpRequest request) {
    return request.getHttpHeaders().getHeaderString(HttpHeaders.CONTENT_TYPE);
  }

  /** The refusal of another content type than the demanded one. */
  static RefusedException unsupported(String demanded) {
    return refused(
        Response.Status.UNSUPPORTED_MEDIA_TYPE, "The body has to be sent as " + demanded);
  }

  private static void demand(String type, String demanded) {
    if (!plain(type).equals(demanded)) {
      throw unsupported(demanded);
    }
  }

  /** Without parameters; HttpHeaders.getMediaType fails on what is no content type at all. */
  private static String plain(String type) {
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static RefusedException refused(Response.Status status, String message) {
    return new RefusedException(status, INVALID, message);
  }
}
