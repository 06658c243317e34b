package io.syncledger.http.session;

import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.Claims;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Caller;
import io.syncledger.http.Problem;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * The signed-in user as shown by the API.
 *
 * @param roles with the ones they include
 */
@Serdeable
record Session(String subject, List<String> orgIds, List<String> roles, Instant expiresAt) {

  static Session of(Authentication authentication) {
    var caller = Caller.of(authentication);
    if (!(authentication.getAttributes().get(Claims.EXPIRATION_TIME) instanceof Date end)) {
      throw Problem.unauthenticated();
    }
    return new Session(
        caller.subject(),
        caller.organizations().stream().map(OrganizationId::value).sorted().toList(),
        caller.roles().stream().sorted().toList(),
        end.toInstant());
  }
}
