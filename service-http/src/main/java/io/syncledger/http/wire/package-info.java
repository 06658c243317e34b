/** The formats of values in JSON, paths and queries. */
@NullMarked
package io.syncledger.http.wire;

import org.jspecify.annotations.NullMarked;
