/** How a service starts, works in the background, and stops. */
@NullMarked
package io.syncledger.http.lifecycle;

import org.jspecify.annotations.NullMarked;
