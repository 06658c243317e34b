package io.syncledger.http.wire;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.convert.TypeConverter;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.SyncId;
import io.syncledger.http.Cursor;
import io.syncledger.http.Limit;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts the text of paths, queries and headers to the types that controllers take, so that an
 * invalid value is rejected before a controller runs.
 */
@Factory
final class RequestValueConverters {

  @Singleton
  TypeConverter<CharSequence, OrganizationId> organizationId() {
    return parsing(OrganizationId::new);
  }

  @Singleton
  TypeConverter<CharSequence, SyncId> syncId() {
    return parsing(SyncId::new);
  }

  @Singleton
  TypeConverter<CharSequence, ServiceName> serviceName() {
    return parsing(ServiceName::new);
  }

  @Singleton
  TypeConverter<CharSequence, Limit> limit() {
    return parsing(Limit::parse);
  }

  @Singleton
  TypeConverter<CharSequence, Cursor> cursor() {
    return parsing(Cursor::parse);
  }

  @Singleton
  TypeConverter<CharSequence, Instant> instant() {
    return parsing(Rfc3339::parse);
  }

  private static <T> TypeConverter<CharSequence, T> parsing(Function<String, T> parse) {
    return (text, _, context) -> {
      try {
        return Optional.of(parse.apply(text.toString()));
      } catch (RuntimeException e) {
        context.reject(text, e);
        return Optional.empty();
      }
    };
  }
}
