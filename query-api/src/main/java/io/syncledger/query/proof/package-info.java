/** Why a run's success may be believed. */
@NullMarked
package io.syncledger.query.proof;

import org.jspecify.annotations.NullMarked;
