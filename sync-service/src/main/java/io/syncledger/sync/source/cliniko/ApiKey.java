package io.syncledger.sync.source.cliniko;

import io.syncledger.events.InvalidEventException;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.SourceCredential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** A Cliniko API key: {@code SECRET-SHARD}, or {@code SECRET} alone for the oldest accounts. */
public record ApiKey(String text) {
  /** Visible ASCII without a colon, which would end the user name of basic authentication. */
  private static final Pattern PATTERN = Pattern.compile("[\\x21-\\x39\\x3b-\\x7e]{1,300}");

  /** Matched as a whole: the shard becomes part of a host name, which no key may choose freely. */
  private static final Pattern SHARD = Pattern.compile("[a-z]{2}\\d{1,2}");

  private static final String OLDEST_SHARD = "au1";

  public ApiKey {
    if (!PATTERN.matcher(text).matches()) {
      throw new InvalidEventException(
          "api_key", "must be 1 to 300 visible ASCII characters without a colon");
    }
  }

  /** The key that a request is made with. */
  static ApiKey of(RequestContext context) {
    return new ApiKey(context.credential().text());
  }

  /** The credential that it is stored as. */
  public SourceCredential toCredential() {
    return new SourceCredential(text, shard());
  }

  /** The region of Cliniko that hosts the account: what follows the last hyphen. */
  public String shard() {
    var suffix = text.substring(text.lastIndexOf('-') + 1).toLowerCase(Locale.ROOT);
    return text.contains("-") && SHARD.matcher(suffix).matches() ? suffix : OLDEST_SHARD;
  }

  /** The header for basic authentication: the key is the user, the password is empty. */
  String authorizationHeader() {
    var user = (text + ":").getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(user);
  }

  /** Hides the key from logs and errors. */
  @Override
  public String toString() {
    return "ApiKey[hidden]";
  }
}
