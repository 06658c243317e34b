/** The admin panel at the root of the address. */
@NullMarked
package io.syncledger.query.panel;

import org.jspecify.annotations.NullMarked;
