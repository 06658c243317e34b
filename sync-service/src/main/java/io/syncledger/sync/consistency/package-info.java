/**
 * Checks whether stored records equal the source's: the count of each list, and a sample of records
 * field by field. Reports name fields, never values; what could not be compared is unverified.
 */
@NullMarked
package io.syncledger.sync.consistency;

import org.jspecify.annotations.NullMarked;
