/** How each service of an organisation is doing. */
@NullMarked
package io.syncledger.query.health;

import org.jspecify.annotations.NullMarked;
