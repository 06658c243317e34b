package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.syncledger.testkit.cliniko.hostile.ListFaults.ListPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** Lists that are well-formed but have wrong links, totals or rows. */
public enum ListSwitch implements HostileSwitch {
  NEXT_LOOPS(sometimes("'next' of a page leads to that page again", ListSwitch::loop)),
  NEXT_LEADS_BACK(sometimes("'next' of a page leads to page 1", ListSwitch::leadBack)),
  NEXT_ON_FOREIGN_HOST(
      foreign("'next' leads to another host, which must not see the key", "127.0.0.1")),
  NEXT_WITHOUT_TLS(
      foreign("'next' leads to a plain http: address, which must not see the key", "localhost")),
  NEXT_MISSING_EARLY(
      sometimes(
          "'next' is missing although there are further pages",
          (page, random) -> page.links().remove("next"))),
  EMPTY_PAGE_WITH_NEXT(
      sometimes(
          "a page has no rows and still a 'next'",
          (page, random) -> {
            page.records().removeAll();
            loop(page, random);
          })),
  EMPTY_PAGE(
      sometimes(
          "a page has no rows although total_entries announces some",
          (page, random) -> {
            page.records().removeAll();
            page.links().remove("next");
          })),
  SHORT_PAGE(sometimes("the second half of a page's rows is missing", ListSwitch::shorten)),
  ROW_TWICE_IN_A_PAGE(
      sometimes("a row appears twice on a page", (page, random) -> repeat(page.records()))),
  SORT_IGNORED(sometimes("the rows of a page are not sorted as requested", ListSwitch::shuffle)),
  STALE_PAGE(
      HostileSwitch.Traits.survivable(
          "the response to the previous request for the same list is sent again",
          (cliniko, intensity, self) -> StalePages.activate(cliniko.faults(), intensity, self))),
  TOTAL_AS_TEXT(
      always(
          "total_entries is text",
          (page, random) ->
              page.envelope()
                  .put("total_entries", page.envelope().path("total_entries").asText()))),
  TOTAL_MISSING(
      always(
          "total_entries is missing", (page, random) -> page.envelope().remove("total_entries")));

  // The lambdas have no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Traits traits;

  ListSwitch(Traits traits) {
    this.traits = traits;
  }

  @Override
  public Traits traits() {
    return traits;
  }

  private static Traits sometimes(String description, BiConsumer<ListPage, Random> change) {
    return Traits.survivable(
        description,
        (cliniko, intensity, self) -> {
          Random random = self.random(intensity);
          ListFaults.inject(
              cliniko,
              ListFaults.editing((page, resource) -> change.accept(page, random)),
              intensity,
              self);
        });
  }

  private static Traits always(String description, BiConsumer<ListPage, Random> change) {
    return Traits.survivable(
        description,
        (cliniko, intensity, self) ->
            cliniko
                .faults()
                .add(
                    ListFaults.always(
                        ListFaults.editing(
                            (page, resource) -> change.accept(page, self.random(intensity))))));
  }

  private static Traits foreign(String description, String host) {
    return Traits.survivable(
        description,
        (cliniko, intensity, self) -> {
          int port = cliniko.foreignHost().port();
          ListFaults.inject(
              cliniko,
              ListFaults.editing(
                  (page, resource) ->
                      page.links()
                          .put("next", "http://" + host + ':' + port + page.request().path())),
              intensity,
              self);
        });
  }

  private static void loop(ListPage page, Random random) {
    page.links().put("next", page.self());
  }

  private static void leadBack(ListPage page, Random random) {
    page.links().put("next", page.self().replaceFirst("page=\\d+", "page=1"));
  }

  private static void shorten(ListPage page, Random random) {
    int kept = page.records().size() / 2;
    while (page.records().size() > kept) {
      page.records().remove(page.records().size() - 1);
    }
  }

  private static void repeat(ArrayNode rows) {
    if (!rows.isEmpty()) {
      rows.add(rows.get(rows.size() - 1).deepCopy());
    }
  }

  private static void shuffle(ListPage page, Random random) {
    List<JsonNode> rows = new ArrayList<>();
    page.records().forEach(rows::add);
    Collections.shuffle(rows, random);
    page.records().removeAll().addAll(rows);
  }
}
