package io.syncledger.sync.run;

import io.syncledger.http.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates the header {@code Idempotency-Key}. */
public final class IdempotencyKey {
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern PATTERN = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private IdempotencyKey() {}

  /**
   * @throws Problem 400 naming the header
   */
  public static @Nullable String validate(@Nullable String key) {
    if (key != null && !PATTERN.matcher(key).matches()) {
      throw Problem.badRequest(HEADER, "must be 1 to 255 visible ASCII characters");
    }
    return key;
  }
}
