package io.syncledger.sync.source.notes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.sync.source.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The notes of one account. */
final class Notebook {
  private final TreeMap<String, Note> notes = new TreeMap<>();
  private long changes;

  /** A note and the number of its last change. */
  record Note(String id, ObjectNode json, long change) {
    boolean deleted() {
      return json.hasNonNull("deleted_at");
    }

    RawRecord record() {
      return new RawRecord(json.deepCopy(), json.toString().length());
    }
  }

  /** Empties it, as the notebook of a new account. */
  synchronized void clear() {
    notes.clear();
    changes = 0;
  }

  synchronized void write(String id, String text) {
    change(id, json -> json.put("text", text).putNull("deleted_at"));
  }

  /** Writes what is no text, which no reader accepts. */
  synchronized void scribble(String id) {
    change(id, json -> json.putObject("text"));
  }

  /** Deletes a note so that requests for changes list the deletion. */
  synchronized void delete(String id, Instant at) {
    change(id, json -> json.put("deleted_at", at.toString()));
  }

  /** Loses a note without a trace. */
  synchronized void lose(String id) {
    notes.remove(id);
  }

  private void change(String id, Consumer<ObjectNode> edit) {
    var before = notes.get(id);
    ObjectNode json =
        before == null
            ? JsonNodeFactory.instance.objectNode().put("id", id)
            : before.json().deepCopy();
    edit.accept(json);
    json.put("updated_at", Instant.EPOCH.plusSeconds(++changes).toString());
    notes.put(id, new Note(id, json, changes));
  }

  /** The number of the latest change. */
  synchronized long changes() {
    return changes;
  }

  synchronized List<Note> select(Predicate<Note> wanted) {
    return notes.values().stream().filter(wanted).toList();
  }

  synchronized @Nullable Note find(String id) {
    return notes.get(id);
  }
}
