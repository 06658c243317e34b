package io.syncledger.standalone;

import io.syncledger.http.InvalidSettingException;
import io.syncledger.standalone.data.DataDirectory;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explains in one sentence why a start failed. */
final class StartupFailure {
  private static final Logger LOG = LoggerFactory.getLogger(StartupFailure.class);

  private StartupFailure() {}

  static CannotStartException portTaken(int port) {
    return new CannotStartException(
        "Port %d is taken by another program; stop that one, or choose another port with --port"
            .formatted(port));
  }

  /** The explanation when everything stops because the broker has exited. */
  static CannotStartException brokerEnded(StandaloneOptions options) {
    var ended =
        new CannotStartException("The Kafka broker exited, see kafka.log; everything stops");
    return DataDirectory.isFull(options.data()) ? diskFull(ended) : ended;
  }

  /** Translates a failure to one sentence for the user; details go to the log. */
  static CannotStartException explain(Throwable failure, StandaloneOptions options) {
    LOG.debug("The start failed", failure);
    if (DataDirectory.isFull(options.data())) {
      return diskFull(failure);
    }
    return causes(failure)
        .map(cause -> translate(cause, options))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> unexpected(failure));
  }

  private static @Nullable CannotStartException translate(
      Throwable cause, StandaloneOptions options) {
    String message = Objects.requireNonNullElse(cause.getMessage(), "");
    if (message.contains(CannotStartException.DISK_FULL)) {
      return diskFull(cause);
    }
    return switch (cause) {
      case CannotStartException known -> known;
      case InterruptedException stopped ->
          new CannotStartException("Stopped while starting", stopped);
      case InvalidSettingException setting -> new CannotStartException(message, setting);
      case BindException _ -> portTaken(options.port());
      case AccessDeniedException denied ->
          new CannotStartException("No permission to write " + denied.getFile(), denied);
      default -> null;
    };
  }

  private static CannotStartException diskFull(Throwable cause) {
    return new CannotStartException(
        "The disk is full; free some space, or choose a folder on another disk with --data", cause);
  }

  private static CannotStartException unexpected(Throwable failure) {
    LOG.error("The start failed", failure);
    Throwable root = causes(failure).reduce((_, deeper) -> deeper).orElse(failure);
    return new CannotStartException(
        "Unexpected error, see syncledger.log for details: " + root, failure);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
