/** A real PostgreSQL for tests: a container where Docker is available, else an embedded server. */
@NullMarked
package io.syncledger.testkit.postgres;

import org.jspecify.annotations.NullMarked;
