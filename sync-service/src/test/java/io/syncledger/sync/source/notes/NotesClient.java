package io.syncledger.sync.source.notes;

import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncFailure;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.ListStats;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.PageIterator;
import io.syncledger.sync.source.RawRecord;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.Selection;
import io.syncledger.sync.source.SourceClient;
import io.syncledger.sync.source.SourceException;
import io.syncledger.sync.source.SourceResource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the notebook. A cursor is {@code from-to-after}: the changes after {@code from} up to
 * {@code to}, of which the notes up to the id {@code after} were read. At the end of a pass it is
 * {@code to} alone, the token of the next one.
 */
final class NotesClient implements SourceClient {
  static final int PAGE = 3;

  private final Notebook notebook;
  private final Clock clock;
  private final AtomicInteger requestsUntilFault = new AtomicInteger(Integer.MAX_VALUE);

  NotesClient(Notebook notebook, Clock clock) {
    this.notebook = notebook;
    this.clock = clock;
  }

  /** Lets some requests pass, and fails the one after them. */
  void failAfter(int requests) {
    requestsUntilFault.set(requests);
  }

  @Override
  public int maxIdsPerRequest() {
    return 100;
  }

  @Override
  public PageIterator pages(
      RequestContext context, SourceResource resource, Selection selection, String cursor) {
    return new Pages(context, cursor);
  }

  @Override
  public ListStats stats(RequestContext context, SourceResource resource) {
    request(context);
    return new ListStats((long) notebook.select(_ -> true).size(), null);
  }

  @Override
  public Long count(
      RequestContext context, SourceResource resource, IdRange range, boolean includeHidden) {
    request(context);
    return inRange(range).stream().filter(note -> includeHidden || !note.deleted()).count();
  }

  @Override
  public List<String> ids(RequestContext context, SourceResource resource, IdRange range) {
    request(context);
    return inRange(range).stream().map(Notebook.Note::id).toList();
  }

  @Override
  public Page byId(RequestContext context, SourceResource resource, List<String> ids) {
    request(context);
    var records =
        ids.stream()
            .map(notebook::find)
            .filter(Objects::nonNull)
            .map(Notebook.Note::record)
            .toList();
    return page(1, records, (long) records.size(), Page.START);
  }

  @Override
  public void testConnection(RequestContext context) {
    request(context);
  }

  private List<Notebook.Note> inRange(IdRange range) {
    return notebook.select(note -> range.contains(note.id()));
  }

  private void request(RequestContext context) {
    context.listener().onRequest();
    if (!context.credential().text().equals(NotesSource.CREDENTIAL)) {
      throw new SourceException(
          SyncFailure.of(ErrorType.AUTHENTICATION_FAILED, "HTTP_403", "Notes refused the token"));
    }
    if (requestsUntilFault.getAndDecrement() == 0) {
      requestsUntilFault.set(Integer.MAX_VALUE);
      throw new SourceException(
          SyncFailure.of(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503", "Notes has a fault"));
    }
  }

  private Page page(int number, List<RawRecord> records, @Nullable Long total, String cursor) {
    return new Page(number, records, null, total, 10, 1, clock.instant(), 1, cursor);
  }

  /** One pass over all notes, or over what changed since a token. */
  private final class Pages implements PageIterator {
    private final RequestContext context;
    private final long from;
    private final long to;
    private String after;
    private int number;
    private boolean ended;

    Pages(RequestContext context, String cursor) {
      this.context = context;
      var parts = new ArrayList<>(Stream.of(cursor.split("-", 3)).toList());
      this.from = cursor.isEmpty() ? 0 : Long.parseLong(parts.getFirst());
      this.to = parts.size() < 2 ? notebook.changes() : Long.parseLong(parts.get(1));
      this.after = parts.size() < 3 ? "" : parts.get(2);
    }

    @Override
    public @Nullable Page next() {
      if (ended) {
        return null;
      }
      request(context);
      var left = notebook.select(this::isLeft);
      var taken = left.stream().limit(PAGE).toList();
      ended = left.size() <= PAGE;
      after = taken.isEmpty() ? after : taken.getLast().id();
      return page(
          ++number,
          taken.stream().map(Notebook.Note::record).toList(),
          null,
          ended ? Long.toString(to) : from + "-" + to + "-" + after);
    }

    private boolean isLeft(Notebook.Note note) {
      return note.change() > from && note.change() <= to && note.id().compareTo(after) > 0;
    }
  }
}
