/** The alerts of organizations over REST, and who acknowledged them. */
@NullMarked
package io.syncledger.query.alerts;

import org.jspecify.annotations.NullMarked;
