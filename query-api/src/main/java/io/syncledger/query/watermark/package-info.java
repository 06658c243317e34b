/**
 * How far the views are behind: the watermark of the views, the header that carries it, and the
 * watermark of the log up to which alerts may be evaluated.
 */
@NullMarked
package io.syncledger.query.watermark;

import org.jspecify.annotations.NullMarked;
