/** Clocks that tests control. */
@NullMarked
package io.syncledger.testkit.time;

import org.jspecify.annotations.NullMarked;
