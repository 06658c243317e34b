package io.syncledger.sync.run.walk;

import io.syncledger.sync.cliniko.Account;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the source single questions. */
@Singleton
final class Inquiry {
  private final Delays delays;

  Inquiry(Delays delays) {
    this.delays = delays;
  }

  /** What is asked. */
  interface Question<T> {
    @Nullable T ask(Account account) throws InterruptedException;
  }

  private record Answer<T>(@Nullable T value) {}

  /**
   * @return empty when the source does not say
   * @throws InterruptedException when the run was stopped in the meantime
   */
  <T> Optional<T> ask(Course course, Question<T> question) throws InterruptedException {
    var work = course.work();
    try (var answers =
        new Ahead<Answer<T>>(course, account -> once(question, account), delays.of(work))) {
      var answer = answers.next();
      if (answer.isEmpty()) {
        throw new InterruptedException("The run was stopped");
      }
      return Optional.ofNullable(answer.get().value());
    }
  }

  private static <T> Ahead.Source<Answer<T>> once(Question<T> question, Account account) {
    return new Ahead.Source<>() {
      private boolean asked;

      @Override
      public @Nullable Answer<T> next() throws InterruptedException {
        if (asked) {
          return null;
        }
        asked = true;
        return new Answer<>(question.ask(account));
      }
    };
  }
}
