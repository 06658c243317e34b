/** The API's description, for machines and for browsers. */
@NullMarked
package io.syncledger.query.docs;

import org.jspecify.annotations.NullMarked;
