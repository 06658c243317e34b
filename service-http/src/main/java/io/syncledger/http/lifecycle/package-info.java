/** Start, background work and shutdown of a service. */
@NullMarked
package io.syncledger.http.lifecycle;

import org.jspecify.annotations.NullMarked;
