package io.syncledger.query.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt. */
public sealed interface Outcome {
  /** The other side's answer, of HTTP or SMTP, if it gave one. */
  @Nullable Integer status();

  /** It has it. */
  record Accepted(@Nullable Integer status) implements Outcome {}

  /**
   * Not this time.
   *
   * @param reason for people, without an address or what the other side said
   * @param retryAfter not before that, as the other side asks
   */
  record Declined(String reason, @Nullable Integer status, @Nullable Duration retryAfter)
      implements Outcome {
    public Declined(String reason) {
      this(reason, null, null);
    }
  }

  /** Not at any time. */
  record Refused(String reason, @Nullable Integer status) implements Outcome {}

  /** The other side wants nothing more, ever. */
  record Gone(String reason, @Nullable Integer status) implements Outcome {}

  /** In a word or two, for people. */
  default String words() {
    return switch (this) {
      case Accepted _ -> "accepted";
      case Declined declined -> declined.reason();
      case Refused refused -> refused.reason();
      case Gone gone -> gone.reason();
    };
  }
}
