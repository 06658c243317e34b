package io.syncledger.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.http.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON of a problem: RFC 9457 and the members that existing clients read.
 *
 * @param instance the path of the request
 * @param error the title, repeated for existing clients
 */
@Serdeable
record ProblemBody(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    boolean success,
    String error,
    Map<String, Object> details,
    Instant timestamp) {

  static ProblemBody of(Problem problem, HttpRequest<?> request, Instant now) {
    var details = new LinkedHashMap<String, Object>();
    details.put("error_type", problem.errorType());
    details.put("message", problem.detail());
    details.putAll(problem.details());
    return new ProblemBody(
        "urn:syncledger:problem:" + problem.errorType(),
        problem.title(),
        problem.status().getCode(),
        problem.detail(),
        request.getPath(),
        false,
        problem.title(),
        details,
        now);
  }
}
