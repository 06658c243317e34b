/** Credentials for sources: encrypted at rest, never shown, never logged. */
@NullMarked
package io.syncledger.sync.credentials;

import org.jspecify.annotations.NullMarked;
