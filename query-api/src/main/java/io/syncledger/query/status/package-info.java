/** How an organisation is doing, for people and for the panel. */
@NullMarked
package io.syncledger.query.status;

import org.jspecify.annotations.NullMarked;
