/** Organizations, the tenants of this service, and the settings of their scheduled syncs. */
@NullMarked
package io.syncledger.sync.organizations;

import org.jspecify.annotations.NullMarked;
