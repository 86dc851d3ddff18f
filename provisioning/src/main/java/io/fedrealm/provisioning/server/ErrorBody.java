package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server said about a refusal. */
final class ErrorBody {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FIELDS =
      List.of("errorMessage", "error_description", "error", "message");

  private ErrorBody() {}

  /** The message in an error answer; never more than 500 characters. */
  static String message(Response response) {
    String body = response.hasEntity() ? response.readEntity(String.class) : "";
    try {
      JsonNode json = JSON.readTree(body);
      String message =
          Stream.concat(Stream.of(json), json.path("errors").valueStream())
              .flatMap(error -> FIELDS.stream().map(field -> error.path(field).asText("")))
              .filter(text -> !text.isEmpty())
              .distinct()
              .collect(Collectors.joining("; "));
      return message.isEmpty() ? "the server gave no reason" : shortened(message);
    } catch (JsonProcessingException e) {
      return "the server did not answer in JSON";
    }
  }

  private static String shortened(String message) {
    return message.length() <= 500 ? message : message.substring(0, 500) + "…";
  }
}
