/** From an HTTP request to an admitted event, or to a refusal that names the field. */
@NullMarked
package io.syncledger.ingest.events;

import org.jspecify.annotations.NullMarked;
