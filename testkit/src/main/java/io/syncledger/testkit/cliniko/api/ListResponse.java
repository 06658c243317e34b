package io.syncledger.testkit.cliniko.api;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import io.syncledger.testkit.cliniko.records.ListQuery;
import io.syncledger.testkit.cliniko.records.Page;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A page of a list in Cliniko's envelope. {@code next} and {@code previous} are absent, not null,
 * if there is no such page.
 */
final class ListResponse {

  private static final int USUAL_RECORD = 2_048;

  private ListResponse() {}

  static Response of(String name, Request request, ListQuery query, Page slice) {
    byte[] root = request.linkRoot().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out =
        new ByteArrayOutputStream((slice.records().size() + 1) * USUAL_RECORD);
    write(out, "{\"" + name + "\":[");
    boolean first = true;
    for (ClinicRecord record : slice.records()) {
      if (!first) {
        out.write(',');
      }
      first = false;
      LinkRoot.copy(record.json(), root, out);
    }
    write(
        out, "],\"total_entries\":" + slice.total() + ",\"links\":" + links(request, query, slice));
    write(out, "}");
    return Response.json(200, out.toByteArray());
  }

  private static String links(Request request, ListQuery query, Page slice) {
    int pages = Math.ceilDiv(slice.total(), query.perPage());
    StringBuilder links = new StringBuilder("{");
    links.append("\"self\":\"").append(link(request, query.page())).append('"');
    if (query.page() > 1) {
      links.append(",\"previous\":\"").append(link(request, query.page() - 1)).append('"');
    }
    if (query.page() < pages) {
      links.append(",\"next\":\"").append(link(request, query.page() + 1)).append('"');
    }
    return links.append('}').toString();
  }

  /**
   * The URL of another page of the same list, with the same filters, sort and page size, and
   * without the key.
   */
  private static String link(Request request, int page) {
    String resource = request.path().substring("/v1".length());
    QueryStringEncoder link = new QueryStringEncoder(request.linkRoot() + resource);
    link.addParam("page", Integer.toString(page));
    request
        .parameters()
        .forEach((name, values) -> values.forEach(value -> addParameter(link, name, value)));
    return link.toString();
  }

  private static void addParameter(QueryStringEncoder link, String name, String value) {
    if (!name.equals("page")) {
      link.addParam(name, value);
    }
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
