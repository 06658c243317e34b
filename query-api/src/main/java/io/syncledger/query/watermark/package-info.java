/**
 * The lag of the views: their watermark, the header that carries it, and the watermark of the log,
 * up to which alerts may be evaluated.
 */
@NullMarked
package io.syncledger.query.watermark;

import org.jspecify.annotations.NullMarked;
