/**
 * Receives events over HTTP: reads, validates and accepts them, or refuses them and names the
 * field.
 */
@NullMarked
package io.syncledger.ingest.events;

import org.jspecify.annotations.NullMarked;
