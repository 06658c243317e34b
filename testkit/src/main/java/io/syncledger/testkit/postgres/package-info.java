/**
 * A real PostgreSQL for tests: a container where Docker is found, else a server of its own
 * binaries.
 */
@NullMarked
package io.syncledger.testkit.postgres;

import org.jspecify.annotations.NullMarked;
