/** The simulator asked over HTTP, as any client would. */
@NullMarked
package io.syncledger.testkit.cliniko;

import org.jspecify.annotations.NullMarked;
