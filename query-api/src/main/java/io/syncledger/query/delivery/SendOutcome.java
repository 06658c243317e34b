package io.syncledger.query.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The outcome of one attempt to send a message. */
public sealed interface SendOutcome {
  /** The HTTP or SMTP status of the receiver's response, if there was one. */
  @Nullable Integer status();

  /** The receiver has the message. */
  record Accepted(@Nullable Integer status) implements SendOutcome {}

  /**
   * Worth another attempt.
   *
   * @param reason in words, without an address or the receiver's text
   * @param retryAfter the shortest delay that the receiver asks for
   */
  record TemporaryFailure(String reason, @Nullable Integer status, @Nullable Duration retryAfter)
      implements SendOutcome {
    public TemporaryFailure(String reason) {
      this(reason, null, null);
    }
  }

  /** Another attempt would fail too. */
  record PermanentFailure(String reason, @Nullable Integer status) implements SendOutcome {}

  /** The receiver accepts no more messages, or the channel no longer exists. */
  record Gone(String reason, @Nullable Integer status) implements SendOutcome {}

  /** A short description in words. */
  default String description() {
    return switch (this) {
      case Accepted _ -> "accepted";
      case TemporaryFailure declined -> declined.reason();
      case PermanentFailure refused -> refused.reason();
      case Gone gone -> gone.reason();
    };
  }
}
