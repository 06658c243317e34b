/** Tests of the rules and their alerts. */
@NullMarked
package io.syncledger.events.alert;

import org.jspecify.annotations.NullMarked;
