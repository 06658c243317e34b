/**
 * How any service of an organisation is doing, whoever reports it: a question to a package. Every
 * request reads a bounded number of rows, each by an index.
 */
@NullMarked
package io.syncledger.query.monitoring;

import org.jspecify.annotations.NullMarked;
