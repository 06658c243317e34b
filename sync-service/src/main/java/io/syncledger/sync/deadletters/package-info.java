/**
 * Records that a run could not store and runs that were given up, kept in table {@code
 * rejected_records} by id and reason; their content stays at the source. Runs open and close dead
 * letters, people list and redrive them.
 */
@NullMarked
package io.syncledger.sync.deadletters;

import org.jspecify.annotations.NullMarked;
