/**
 * The clinic's data as the API sees it: resources with their filterable fields, records, filters,
 * sorts and the tables that answer queries. Knows nothing of HTTP. The rules come from Cliniko's
 * documentation of filtering, sorting and hiding.
 */
@NullMarked
package io.syncledger.testkit.cliniko.records;

import org.jspecify.annotations.NullMarked;
