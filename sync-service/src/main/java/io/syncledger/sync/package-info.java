/**
 * Fetches records from a source, stores them, and tells the truth about it. This package only puts
 * the features together.
 */
@NullMarked
package io.syncledger.sync;

import org.jspecify.annotations.NullMarked;
