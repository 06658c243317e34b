/** The runs of a service, and those that a webhook started. */
@NullMarked
package io.syncledger.query.monitoring.runs;

import org.jspecify.annotations.NullMarked;
