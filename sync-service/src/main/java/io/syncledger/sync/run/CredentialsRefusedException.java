package io.syncledger.sync.run;

/** The source refused the credentials before, and they were not replaced since. */
final class CredentialsRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
