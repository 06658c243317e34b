/**
 * The metrics of each hour, day and week of a service: their projection, and the windows and the
 * timeline that are read from them.
 */
@NullMarked
package io.syncledger.query.metrics;

import org.jspecify.annotations.NullMarked;
