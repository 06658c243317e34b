package io.syncledger.query.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt. */
public sealed interface SendOutcome {
  /** The other side's answer, of HTTP or SMTP, if it gave one. */
  @Nullable Integer status();

  /** It has it. */
  record Accepted(@Nullable Integer status) implements SendOutcome {}

  /**
   * Not this time.
   *
   * @param reason for people, without an address or what the other side said
   * @param retryAfter not before that, as the other side asks
   */
  record TemporaryFailure(String reason, @Nullable Integer status, @Nullable Duration retryAfter)
      implements SendOutcome {
    public TemporaryFailure(String reason) {
      this(reason, null, null);
    }
  }

  /** Not at any time. */
  record PermanentFailure(String reason, @Nullable Integer status) implements SendOutcome {}

  /** The other side wants nothing more, ever. */
  record Gone(String reason, @Nullable Integer status) implements SendOutcome {}

  /** In a word or two, for people. */
  default String description() {
    return switch (this) {
      case Accepted _ -> "accepted";
      case TemporaryFailure declined -> declined.reason();
      case PermanentFailure refused -> refused.reason();
      case Gone gone -> gone.reason();
    };
  }
}
