/** Programs that run beside this one, and how none of them outlives it for long. */
@NullMarked
package io.syncledger.standalone.process;

import org.jspecify.annotations.NullMarked;
