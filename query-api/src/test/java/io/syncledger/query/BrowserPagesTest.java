package io.syncledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.query.fixture.ReadSide;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Checks what a browser gets without a token: the panel and the description of the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserPagesTest {
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"\\./(assets/[^\"]+)\"");

  private final ReadSide readSide = ReadSide.start();

  @AfterAll
  void close() {
    readSide.close();
  }

  @Test
  void the_panel_is_served_at_the_root_and_its_assets_are_cached() throws Exception {
    var page = readSide.get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Security-Policy")).contains("default-src 'self'");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    var assets = ASSET.matcher(page.body()).results().map(found -> found.group(1)).toList();
    assertThat(assets).isNotEmpty();
    for (var asset : assets) {
      var file = readSide.get("/" + asset);
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(header(file, "Cache-Control")).contains("immutable");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/index.html",
        "/docs/show.js",
        "/docs/assets/swagger-ui.css",
        "/docs/assets/swagger-ui-bundle.js"
      })
  void the_api_documentation_is_served_from_our_own_files(String path) throws Exception {
    assertThat(readSide.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void the_openapi_document_describes_every_read() throws Exception {
    var document = readSide.get("/openapi.yml");

    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(new Yaml().<Object>load(document.body())).isNotNull();
    assertThat(document.body())
        .contains(
            "/api/v1/sync/progress/{sync_id}",
            "/api/v1/sync/proof/{sync_id}",
            "/api/v1/cliniko/sync-logs/{organization_id}",
            "/api/v1/sync-status/{organization_id}",
            "/api/v1/sync/history/{organization_id}",
            "/api/v1/sync/stream/{organization_id}",
            "/api/v1/cliniko/status/{organization_id}");
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
