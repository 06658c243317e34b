/** The data directory and its secrets. */
@NullMarked
package io.syncledger.standalone.data;

import org.jspecify.annotations.NullMarked;
