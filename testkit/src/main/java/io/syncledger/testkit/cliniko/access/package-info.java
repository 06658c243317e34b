/** Access control: API keys with their shards, the User-Agent policy and the rate limit. */
@NullMarked
package io.syncledger.testkit.cliniko.access;

import org.jspecify.annotations.NullMarked;
