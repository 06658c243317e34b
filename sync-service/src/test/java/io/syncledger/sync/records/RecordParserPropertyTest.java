package io.syncledger.sync.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.syncledger.events.Rejection;
import io.syncledger.sync.source.RawRecord;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RecordParserPropertyTest {

  @Property(tries = 2_000)
  void any_record_is_parsed_or_rejected_with_a_reason(
      @ForAll long seed, @ForAll ClinikoResource list) {
    var hostile = new MalformedRecords(seed);
    var records = LongStream.range(1, 20).mapToObj(id -> hostile.next(list, id)).toList();

    var ready = RecordParser.parse(list, records);

    assertThat(ready.rows().size() + ready.rejects().size()).isEqualTo(records.size());
    assertThat(ready.recordCount()).isEqualTo(records.size());
    assertThat(ready.rejects()).extracting(Rejection::reason).noneMatch(String::isBlank);
    assertThat(ready.rows()).allMatch(row -> row.id().matches("\\d{1,19}"));
  }

  @Property(tries = 2_000)
  void a_text_is_stored_unchanged_or_rejects_its_record(@ForAll String text) {
    var json = JsonNodeFactory.instance.objectNode().put("id", "7").put("first_name", text);

    var ready =
        RecordParser.parse(ClinikoResource.PATIENTS, List.of(new RawRecord(json, text.length())));

    // Characters that UTF-8 cannot encode are replaced by it.
    boolean keepable =
        text.indexOf(0) < 0
            && text.equals(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    assertThat(ready.rows()).hasSize(keepable ? 1 : 0);
    if (keepable) {
      assertThat(ready.rows().getFirst().value("first_name"))
          .isEqualTo(text.isEmpty() ? null : text);
    }
  }
}
