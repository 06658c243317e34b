/**
 * The clinic's data as the API sees it: resources with their filterable fields, records, filters,
 * sorts, and tables that execute queries. Independent of HTTP. The rules follow Cliniko's
 * documentation of filtering, sorting and hiding.
 */
@NullMarked
package io.syncledger.testkit.cliniko.records;

import org.jspecify.annotations.NullMarked;
