package io.syncledger.http;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Binds the {@link Caller} arguments of controller methods. */
@Singleton
final class CallerArgumentBinder implements TypedRequestArgumentBinder<Caller> {

  @Override
  public Argument<Caller> argumentType() {
    return Argument.of(Caller.class);
  }

  @Override
  public BindingResult<Caller> bind(
      ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
    var caller =
        request
            .getUserPrincipal(Authentication.class)
            .map(Caller::of)
            .orElseThrow(Problem::unauthenticated);
    return () -> Optional.of(caller);
  }
}
