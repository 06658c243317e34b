/** Annotations by people (acknowledged alerts, resolved errors), published to the log of record. */
@NullMarked
package io.syncledger.query.annotations;

import org.jspecify.annotations.NullMarked;
