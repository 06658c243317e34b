package io.syncledger.testkit.cliniko.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API keys that this clinic accepts. A key is sent as the user name of Basic authentication,
 * with or without its shard suffix; the same secret with another shard's suffix is rejected.
 */
public final class ApiKeys {

  // The secret itself may contain hyphens; the shard follows the last one.
  private static final Pattern SHARDED = Pattern.compile("(.+)-([a-z]{2}\\d{1,2})");
  private static final String SCHEME = "Basic ";
  // Keys without a suffix are old ones, which belong to au1.
  private static final String OLDEST_SHARD = "au1";

  private final Set<String> accepted = ConcurrentHashMap.newKeySet();

  /** Accepts a key such as {@code SIMKEY-au4}. */
  public void add(String key) {
    accepted.add(canonical(key));
    accepted.add(secret(key));
  }

  /** Revokes a key: it gets a 401 from now on, in either form. */
  public void revoke(String key) {
    accepted.remove(canonical(key));
    accepted.remove(secret(key));
  }

  /** The secret of the accepted key in an Authorization header; empty if there is none. */
  public Optional<String> authenticate(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(SCHEME)) {
      return Optional.empty();
    }
    return user(authorization.substring(SCHEME.length()))
        .filter(accepted::contains)
        .map(ApiKeys::secret);
  }

  private static Optional<String> user(String encoded) {
    try {
      byte[] credentials = Base64.getDecoder().decode(encoded.strip());
      return Optional.of(new String(credentials, StandardCharsets.UTF_8).split(":", 2)[0]);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String canonical(String key) {
    return SHARDED.matcher(key).matches() ? key : key + '-' + OLDEST_SHARD;
  }

  private static String secret(String key) {
    Matcher sharded = SHARDED.matcher(key);
    return sharded.matches() ? sharded.group(1) : key;
  }
}
