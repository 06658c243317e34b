/**
 * The service against a Cliniko that misbehaves: whatever it does, a success is true, and what is
 * no success says why.
 */
@NullMarked
package io.syncledger.sync.hostile;

import org.jspecify.annotations.NullMarked;
