/** Mail by SMTP. */
@NullMarked
package io.syncledger.query.delivery.mail;

import org.jspecify.annotations.NullMarked;
