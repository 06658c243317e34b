/**
 * The service against a Cliniko that misbehaves in every known way: every success must be true, and
 * every failure must give its reason.
 */
@NullMarked
package io.syncledger.sync.hostile;

import org.jspecify.annotations.NullMarked;
