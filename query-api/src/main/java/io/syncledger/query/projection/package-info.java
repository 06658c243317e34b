/**
 * Projects the topics into tables. Rows and positions move in one transaction, so that nothing is
 * lost and nothing is counted twice, on any number of instances. {@code Projector} consumes, {@code
 * BatchWriter} writes; each feature brings its {@code Projection}.
 */
@NullMarked
package io.syncledger.query.projection;

import org.jspecify.annotations.NullMarked;
