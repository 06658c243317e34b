/**
 * The service against a Cliniko that misbehaves in every known way: whatever it does, a success is
 * true, and a failure says why.
 */
@NullMarked
package io.syncledger.sync.hostile;

import org.jspecify.annotations.NullMarked;
