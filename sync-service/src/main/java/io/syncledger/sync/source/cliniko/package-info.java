/**
 * Cliniko as a source. {@link ClinikoSource} declares what is copied, {@link ClinikoClient} reads
 * it: a {@link KeysetPageIterator} follows a list by its time of change, {@link RequestRetrier}
 * sends each request within the rate limit, {@link ErrorMapper} says what a failure means.
 */
@NullMarked
package io.syncledger.sync.source.cliniko;

import org.jspecify.annotations.NullMarked;
