package io.syncledger.http.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jwt.JWT;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.ReactiveJsonWebTokenValidator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Caches valid tokens for half a minute, but never beyond their expiry, so that frequent requests
 * do not repeat the check. A revoked key is therefore rejected up to half a minute later. Rejected
 * tokens are not cached.
 */
@Singleton
final class TokenValidationCache
    implements BeanCreatedEventListener<ReactiveJsonWebTokenValidator<JWT, HttpRequest<?>>> {
  private static final Duration CACHED_FOR = Duration.ofSeconds(30);
  private static final int MAX_TOKENS = 10_000;

  private final Clock clock;

  TokenValidationCache(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ReactiveJsonWebTokenValidator<JWT, HttpRequest<?>> onCreated(
      BeanCreatedEvent<ReactiveJsonWebTokenValidator<JWT, HttpRequest<?>>> created) {
    return new CachingValidator(created.getBean(), cache());
  }

  private Cache<String, Authentication> cache() {
    return Caffeine.newBuilder()
        .maximumSize(MAX_TOKENS)
        .expireAfter(
            Expiry.<String, Authentication>creating(
                (_, authentication) -> validity(authentication)))
        .build();
  }

  private Duration validity(Authentication authentication) {
    if (!(authentication.getAttributes().get(Claims.EXPIRATION_TIME) instanceof Date end)) {
      return Duration.ZERO;
    }
    var left = Duration.between(clock.instant(), end.toInstant());
    return left.compareTo(CACHED_FOR) < 0 ? left : CACHED_FOR;
  }

  private record CachingValidator(
      ReactiveJsonWebTokenValidator<JWT, HttpRequest<?>> delegate,
      Cache<String, Authentication> cache)
      implements ReactiveJsonWebTokenValidator<JWT, HttpRequest<?>> {

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
      var known = cache.getIfPresent(token);
      return known != null
          ? Publishers.just(known)
          : Publishers.map(
              delegate.validateToken(token, request),
              authentication -> cached(token, authentication));
    }

    private Authentication cached(String token, Authentication authentication) {
      cache.put(token, authentication);
      return authentication;
    }

    @Override
    public Publisher<JWT> validate(String token, @Nullable HttpRequest<?> request) {
      return delegate.validate(token, request);
    }
  }
}
