/**
 * Fetches records from a source, stores them, and publishes each step as an event. This package
 * only puts the features together.
 */
@NullMarked
package io.syncledger.sync;

import org.jspecify.annotations.NullMarked;
