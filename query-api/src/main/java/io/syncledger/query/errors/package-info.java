/** Why runs failed. */
@NullMarked
package io.syncledger.query.errors;

import org.jspecify.annotations.NullMarked;
