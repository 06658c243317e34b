/**
 * The dead letters: records that could not be taken over, by id and reason, and runs that were
 * given up. Table {@code rejected_records}; the content stays at the source.
 */
@NullMarked
package io.syncledger.sync.run.letters;

import org.jspecify.annotations.NullMarked;
