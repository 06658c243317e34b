/** The alerts of organizations over REST, and their acknowledgement. */
@NullMarked
package io.syncledger.query.alerts;

import org.jspecify.annotations.NullMarked;
