/**
 * Brings topics into tables: rows and the position in the log move in one transaction, so that
 * nothing is lost and nothing counts twice, on any number of instances.
 */
@NullMarked
package io.syncledger.query.projection;

import org.jspecify.annotations.NullMarked;
