/** Tests of the simulator over HTTP. */
@NullMarked
package io.syncledger.testkit.cliniko;

import org.jspecify.annotations.NullMarked;
