/** Alerts for Prometheus' Alertmanager, by its API v2. */
@NullMarked
package io.syncledger.query.delivery.alertmanager;

import org.jspecify.annotations.NullMarked;
