/** Webhooks as https://www.standardwebhooks.com has them. */
@NullMarked
package io.syncledger.query.delivery.webhook;

import org.jspecify.annotations.NullMarked;
