/** Where everything that outlives a start is kept, and the keys that nobody else may read. */
@NullMarked
package io.syncledger.standalone.data;

import org.jspecify.annotations.NullMarked;
