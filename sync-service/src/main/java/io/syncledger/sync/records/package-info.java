/**
 * A clinic's records: reading what Cliniko says about them, keeping it in one table for each type,
 * and asking those tables.
 */
@NullMarked
package io.syncledger.sync.records;

import org.jspecify.annotations.NullMarked;
