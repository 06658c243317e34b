/** The tenants: whose syncs this service runs. */
@NullMarked
package io.syncledger.sync.organizations;

import org.jspecify.annotations.NullMarked;
