/** What people say about past events, published as events to the log of record. */
@NullMarked
package io.syncledger.query.annotations;

import org.jspecify.annotations.NullMarked;
