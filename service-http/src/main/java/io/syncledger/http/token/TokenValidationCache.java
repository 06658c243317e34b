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
 * Has a token that was found valid count as such for half a minute, but never beyond its end: who
 * asks again and again is not checked again and again. A key that is withdrawn is refused that much
 * later. What was refused is not remembered.
 */
@Singleton
final class TokenValidationCache
    implements BeanCreatedEventListener<ReactiveJsonWebTokenValidator<JWT, HttpRequest<?>>> {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int TOKENS_MAX = 10_000;

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
        .maximumSize(TOKENS_MAX)
        .expireAfter(Expiry.<String, Authentication>creating((_, who) -> remaining(who)))
        .build();
  }

  private Duration remaining(Authentication who) {
    if (!(who.getAttributes().get(Claims.EXPIRATION_TIME) instanceof Date end)) {
      return Duration.ZERO;
    }
    var left = Duration.between(clock.instant(), end.toInstant());
    return left.compareTo(REMEMBERED) < 0 ? left : REMEMBERED;
  }

  private record CachingValidator(
      ReactiveJsonWebTokenValidator<JWT, HttpRequest<?>> checked,
      Cache<String, Authentication> remembered)
      implements ReactiveJsonWebTokenValidator<JWT, HttpRequest<?>> {

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
      var known = remembered.getIfPresent(token);
      return known != null
          ? Publishers.just(known)
          : Publishers.map(checked.validateToken(token, request), who -> remember(token, who));
    }

    private Authentication remember(String token, Authentication who) {
      remembered.put(token, who);
      return who;
    }

    @Override
    public Publisher<JWT> validate(String token, @Nullable HttpRequest<?> request) {
      return checked.validate(token, request);
    }
  }
}
