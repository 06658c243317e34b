package io.syncledger.sync.run;

/** The organization has no credentials for the service. */
final class CredentialsMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
