/** When alerts fire without notices. */
@NullMarked
package io.syncledger.query.alerts.silences;

import org.jspecify.annotations.NullMarked;
