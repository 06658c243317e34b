/**
 * The domain model: the events of a sync, their ids and their failures. Depends on the JDK alone;
 * nothing here reads a clock, a random source or a file.
 */
@NullMarked
package io.syncledger.events;

import org.jspecify.annotations.NullMarked;
