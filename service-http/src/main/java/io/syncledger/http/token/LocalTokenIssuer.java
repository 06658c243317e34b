package io.syncledger.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.Set;

/** Issues tokens signed with the local key, for standalone mode and tests. */
public final class LocalTokenIssuer {
  private final String secret;
  private final Clock clock;

  /**
   * @param secret the services' {@code SYNCLEDGER_JWT_SECRET}
   */
  public LocalTokenIssuer(String secret, Clock clock) {
    TokenSignatureFactory.requireLength(secret);
    this.secret = secret;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException when a role is not one of {@link Role#ALL}
   */
  public String issue(
      String subject,
      Collection<OrganizationId> organizations,
      Set<String> roles,
      Duration validity) {
    if (!Role.ALL.containsAll(roles)) {
      throw new IllegalArgumentException("Roles are " + String.join(", ", Role.ALL));
    }
    var now = clock.instant();
    return sign(
        new JWTClaimsSet.Builder()
            .subject(subject)
            .claim("org_ids", organizations.stream().map(OrganizationId::value).toList())
            .claim("roles", roles.stream().sorted().toList())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(validity)))
            .build());
  }

  private String sign(JWTClaimsSet claims) {
    try {
      var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
      token.sign(new MACSigner(secret));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 is in every JDK", e);
    }
  }
}
