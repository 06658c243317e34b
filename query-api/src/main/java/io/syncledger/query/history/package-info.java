/** The latest runs and their totals. */
@NullMarked
package io.syncledger.query.history;

import org.jspecify.annotations.NullMarked;
