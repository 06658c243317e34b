/** Machine values in human words, always beside the value, never instead. */
@NullMarked
package io.syncledger.query.words;

import org.jspecify.annotations.NullMarked;
