package io.syncledger.http;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error that becomes the response (RFC 9457). Title and detail are for people and must not
 * contain a stack trace, SQL, a class name, a credential or data of a patient.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String errorType;
  private final String title;
  private final transient Map<String, Object> details;

  /**
   * @param errorType stable, in snake_case; clients branch on it
   */
  public Problem(HttpStatus status, String errorType, String title, String detail) {
    this(status, errorType, title, detail, Map.of());
  }

  private Problem(
      HttpStatus status,
      String errorType,
      String title,
      String detail,
      Map<String, Object> details) {
    super(detail, null, false, false);
    this.status = status;
    this.errorType = errorType;
    this.title = title;
    this.details = details;
  }

  public static Problem badRequest(List<FieldError> fields) {
    var all = String.join("; ", fields.stream().map(FieldError::toString).toList());
    return new Problem(HttpStatus.BAD_REQUEST, "bad_request", "Bad request", all)
        .with("fields", fields);
  }

  public static Problem badRequest(String field, String reason) {
    return badRequest(List.of(new FieldError(field, reason)));
  }

  public static Problem unauthenticated() {
    return new Problem(
        HttpStatus.UNAUTHORIZED,
        "unauthenticated",
        "Not signed in",
        "A valid bearer token is required");
  }

  public static Problem forbidden(String detail) {
    return new Problem(HttpStatus.FORBIDDEN, "forbidden", "Not allowed", detail);
  }

  public static Problem notFound(String detail) {
    return new Problem(HttpStatus.NOT_FOUND, "not_found", "Not found", detail);
  }

  /** 503: a dependency of the response is unavailable. */
  public static Problem unavailable(String detail, Duration retryAfter) {
    return new Problem(
            HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Temporarily unavailable", detail)
        .with("retry_after", retryAfter.toSeconds());
  }

  /**
   * The same with one more member of {@code details}, such as {@code sync_id} or {@code
   * error_code}; {@code retry_after}, in seconds, also becomes the header {@code Retry-After}.
   */
  public Problem with(String name, Object value) {
    var more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new Problem(status, errorType, title, detail(), Collections.unmodifiableMap(more));
  }

  public HttpStatus status() {
    return status;
  }

  public String errorType() {
    return errorType;
  }

  public String title() {
    return title;
  }

  public String detail() {
    var message = getMessage();
    return message == null ? title : message;
  }

  public Map<String, Object> details() {
    return details;
  }
}
