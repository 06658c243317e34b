/** What the views of a run share. */
@NullMarked
package io.syncledger.query.runs;

import org.jspecify.annotations.NullMarked;
