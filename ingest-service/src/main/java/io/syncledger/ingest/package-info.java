/** The door for events that others report: checks them and puts them into the log of record. */
@NullMarked
package io.syncledger.ingest;

import org.jspecify.annotations.NullMarked;
