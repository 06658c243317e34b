package io.syncledger.sync.cliniko;

import io.syncledger.sync.cliniko.Patience.Tried;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cliniko's lists, with short faults ridden out. */
@Singleton
public final class ClinikoClient {
  private final ClinikoHttp http;
  private final Patience patience;
  private final ClinikoSettings settings;

  ClinikoClient(ClinikoHttp http, Patience patience, ClinikoSettings settings) {
    this.http = http;
    this.patience = patience;
    this.settings = settings;
  }

  /** What an answer means, and what it took to get it. */
  record Answer<T>(T value, long bytes, long durationMs, Instant at, int requests) {}

  /**
   * All that a selection asks for, from a position on.
   *
   * @param from where an earlier walk of the same selection came to
   */
  public Walk walk(Account account, ClinikoResource list, Selection selection, Position from) {
    return new Walk(this, account, list, Keyset.at(list, selection, from), settings.maxPages());
  }

  /** How many records a list has, hidden ones included, and when the last of them changed. */
  public Probe probe(Account account, ClinikoResource list) throws InterruptedException {
    var newest = ListRequest.all(list, 1).sorted("updated_at:desc");
    var rows = ask(account, newest, Function.identity()).value();
    return new Probe(
        rows.announced(),
        rows.keys().stream()
            .map(RowKey::updatedAt)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  /**
   * How many records a list has.
   *
   * @param hidden whether those count that the list hides by default
   * @return null when the source does not say
   */
  public @Nullable Long count(Account account, ClinikoResource list, IdRange range, boolean hidden)
      throws InterruptedException {
    var request = hidden ? ListRequest.all(list, 1) : ListRequest.shown(list, 1);
    return ask(account, request.within(range), Rows::announced).value();
  }

  /**
   * The ids of a range, those included that the list hides by default.
   *
   * @throws ClinikoException also when there are more than {@value Selection.Ids#MOST}
   */
  public List<String> ids(Account account, ClinikoResource list, IdRange range)
      throws InterruptedException {
    var request = ListRequest.all(list, ListRequest.MOST).within(range);
    return ask(account, request, rows -> whole(list, rows)).value().ids().toList();
  }

  /**
   * Certain records as they are now, those included that the list hides by default. What does not
   * come is not there.
   *
   * @param ids 1 to {@value Selection.Ids#MOST}
   */
  public Page byId(Account account, ClinikoResource list, List<String> ids)
      throws InterruptedException {
    var request = ListRequest.selected(list, new Selection.Ids(ids));
    var answer = ask(account, request, rows -> whole(list, rows));
    var records = answer.value().records();
    return new Page(
        1,
        records,
        1,
        (long) records.size(),
        answer.bytes(),
        answer.durationMs(),
        answer.at(),
        answer.requests(),
        Position.START);
  }

  /**
   * Cliniko's answer to one request that nobody repeats.
   *
   * @param patients as its list shows them; null when it does not say
   */
  public record Check(@Nullable Long patients, long tookMs) {}

  /** Asks once, whether Cliniko lets an account in. */
  public Check check(Account account) throws InterruptedException {
    var request = ListRequest.shown(ClinikoResource.PATIENTS, 1);
    var answer = patience.once(account, () -> get(account, request, Rows::announced)).value();
    return new Check(answer.value(), answer.durationMs());
  }

  /** The body is read within the retries: half a body is a fault like any other. */
  <T> Answer<T> ask(Account account, ListRequest request, Function<Rows, T> meaning)
      throws InterruptedException {
    Tried<Answer<T>> tried = patience.trying(account, () -> get(account, request, meaning));
    var got = tried.value();
    return new Answer<>(got.value(), got.bytes(), got.durationMs(), got.at(), tried.requests());
  }

  private <T> Answer<T> get(Account account, ListRequest request, Function<Rows, T> meaning)
      throws InterruptedException {
    var body = http.get(request.at(settings.base(account.key())), account.key());
    var rows = Rows.of(PageReader.read(body.bytes(), request.list().member()));
    return new Answer<>(meaning.apply(rows), body.bytes().length, body.tookMs(), body.at(), 1);
  }

  private static Rows whole(ClinikoResource list, Rows rows) {
    boolean open = rows.announced() == null ? rows.full() : !rows.complete();
    if (open) {
      throw Refusals.notAsAsked(
          "Cliniko's page of " + list.resource() + " is not all that was asked for");
    }
    return rows;
  }
}
