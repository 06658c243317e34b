/** All of it at one glance. */
@NullMarked
package io.syncledger.query.monitoring.dashboard;

import org.jspecify.annotations.NullMarked;
