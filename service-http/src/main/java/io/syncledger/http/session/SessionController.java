package io.syncledger.http.session;

import com.nimbusds.jwt.JWT;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.token.jwt.validator.JsonWebTokenValidator;
import io.micronaut.security.token.jwt.validator.JwtAuthenticationFactory;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.syncledger.http.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;

/** Signs users of the panel in and out. Stateless: the cookie holds the token itself. */
@Controller("/api/v1/session")
@ExecuteOn(TaskExecutors.BLOCKING)
class SessionController {
  private final JsonWebTokenValidator<JWT, HttpRequest<?>> tokens;
  private final JwtAuthenticationFactory authentications;
  private final SessionCookie cookie;
  private final Clock clock;

  SessionController(
      JsonWebTokenValidator<JWT, HttpRequest<?>> tokens,
      JwtAuthenticationFactory authentications,
      SessionCookie cookie,
      Clock clock) {
    this.tokens = tokens;
    this.authentications = authentications;
    this.cookie = cookie;
    this.clock = clock;
  }

  /**
   * @param token no longer than what a browser stores in one cookie
   */
  @Schema(name = "SessionController.Opening")
  @Serdeable
  record SignInRequest(@NotBlank @Size(max = 3800) String token) {}

  @Operation(summary = "Sign in to the panel with a token; the cookie lasts as long as the token")
  @ApiResponse(responseCode = "204", description = "Signed in")
  @ApiResponse(responseCode = "401", description = "Not a valid token")
  @Post
  @Secured(SecurityRule.IS_ANONYMOUS)
  HttpResponse<?> open(HttpRequest<?> request, @Valid @Body SignInRequest signIn) {
    var token = signIn.token();
    var session = Session.of(authenticate(token, request));
    var validity = Duration.between(clock.instant(), session.expiresAt());
    return HttpResponse.noContent().cookie(cookie.withToken(token, validity, request));
  }

  @Operation(summary = "Who is signed in")
  @ApiResponse(responseCode = "200", description = "The session")
  @ApiResponse(responseCode = "401", description = "Nobody")
  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  Session show(Authentication authentication) {
    return Session.of(authentication);
  }

  /** Anonymous, so that a cookie with an expired token can be cleared too. */
  @Operation(summary = "Sign out; the token itself stays valid until it expires")
  @ApiResponse(responseCode = "204", description = "Signed out")
  @Delete
  @Secured(SecurityRule.IS_ANONYMOUS)
  HttpResponse<?> close(HttpRequest<?> request) {
    return HttpResponse.noContent().cookie(cookie.expired(request));
  }

  /** Validates the token with the same keys and rules as that of any request. */
  private Authentication authenticate(String token, HttpRequest<?> request) {
    return tokens
        .validate(token, request)
        .flatMap(authentications::createAuthentication)
        .orElseThrow(Problem::unauthenticated);
  }
}
