/** Who may call and how often: API keys with their shards, the User-Agent rule, the rate limit. */
@NullMarked
package io.syncledger.testkit.cliniko.access;

import org.jspecify.annotations.NullMarked;
