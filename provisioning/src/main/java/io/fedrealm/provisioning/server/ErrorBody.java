package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.realm.Printable;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server said about a refusal. */
final class ErrorBody {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FIELDS =
      List.of("errorMessage", "error_description", "error", "message");
  private static final int MAX_LENGTH = 500;

  private ErrorBody() {}

  /** The message in an error answer, on one line and of bounded length. */
  static String message(Response response) {
    try {
      String body = response.hasEntity() ? response.readEntity(String.class) : "";
      String message = Printable.of(message(JSON.readTree(body)));
      return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH) + "…";
    } catch (JsonProcessingException e) {
      return "the server did not answer in JSON (" + mediaType(response) + ")";
    } catch (ProcessingException | IllegalStateException e) {
      return "the server's answer broke off";
    }
  }

  private static String message(JsonNode json) {
    String message =
        Stream.concat(Stream.of(json), json.path("errors").valueStream())
            .flatMap(error -> FIELDS.stream().map(field -> error.path(field).asText("")))
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    return message.isEmpty() ? "the server gave no reason" : message;
  }

  /** What an answer is, without its parameters. */
  static String mediaType(Response response) {
    return response.getMediaType() == null
        ? "no content type"
        : response.getMediaType().getType() + "/" + response.getMediaType().getSubtype();
  }
}
