/** The service as a whole, on a real broker, a real database and a simulated Cliniko. */
@NullMarked
package io.syncledger.sync;

import org.jspecify.annotations.NullMarked;
