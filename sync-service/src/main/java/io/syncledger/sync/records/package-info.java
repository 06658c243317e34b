/**
 * Stores the records of any source: parses them one by one, upserts a page in one statement, and
 * tells which ids are stored. Each source declares the tables and columns.
 */
@NullMarked
package io.syncledger.sync.records;

import org.jspecify.annotations.NullMarked;
