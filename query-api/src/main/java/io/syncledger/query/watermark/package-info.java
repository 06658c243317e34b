/** How fresh the answers are. */
@NullMarked
package io.syncledger.query.watermark;

import org.jspecify.annotations.NullMarked;
