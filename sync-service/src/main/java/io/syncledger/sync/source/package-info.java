/**
 * The port to the systems that records are copied from. A source declares its lists and the columns
 * of their records, and reads them page by page, by id, and in ranges of ids; the engine stores
 * cursors without looking into them. Implementations stand in packages below.
 */
@NullMarked
package io.syncledger.sync.source;

import org.jspecify.annotations.NullMarked;
