/** The alerts of organisations over REST, and who acknowledged them. */
@NullMarked
package io.syncledger.query.alerts;

import org.jspecify.annotations.NullMarked;
