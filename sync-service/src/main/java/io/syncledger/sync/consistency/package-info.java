/**
 * Whether what is kept is what the source has: counts of each list, and a sample of records field
 * by field. Names fields, never values; what could not be compared counts as unverified.
 */
@NullMarked
package io.syncledger.sync.consistency;

import org.jspecify.annotations.NullMarked;
