package io.syncledger.sync.run;

import org.jspecify.annotations.Nullable;

/** An exception as it may be logged: kinds and places, but no message, as these may repeat data. */
final class Anonymous extends Exception {
  private static final long serialVersionUID = 1L;

  Anonymous(Throwable thrown) {
    super(thrown.getClass().getName(), of(thrown.getCause()), false, true);
    setStackTrace(thrown.getStackTrace());
  }

  private static @Nullable Throwable of(@Nullable Throwable cause) {
    return cause == null ? null : new Anonymous(cause);
  }
}
