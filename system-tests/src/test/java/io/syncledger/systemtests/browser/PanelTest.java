package io.syncledger.systemtests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.syncledger.standalone.StandaloneOptions;
import io.syncledger.standalone.StandaloneServer;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The panel in a real Chromium, with the whole product behind it. */
class PanelTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final double TIMEOUT_MS = 30_000;

  @Test
  void a_person_clicks_start_sees_the_bar_move_and_sees_every_patient_arrive() {
    assumeTrue(Files.isExecutable(CHROMIUM), "Chromium is not installed");
    try (var server = StandaloneServer.start(StandaloneOptions.ephemeral());
        var playwright = Playwright.create();
        var browser = launch(playwright)) {
      server.cliniko().orElseThrow().faults().add(Faults.latency(Duration.ofMillis(300)));
      var page = browser.newPage();
      page.navigate(server.baseUrl() + "/#token=" + server.token());

      page.getByTestId("start-button").first().click();
      var seen = watchBar(page);

      assertThat(page.getByTestId("records-count").first())
          .hasText("660 of 660 patients, 12 of them archived", withTimeout());
      assertThat(page.getByTestId("verdict").first())
          .containsText(Pattern.compile("proven", Pattern.CASE_INSENSITIVE));
      assertThat(seen.stream().filter(at -> at > 0 && at < 100).distinct().count())
          .as("positions of the bar between its ends: %s", seen)
          .isGreaterThanOrEqualTo(2);
      assertThat(seen).as("the bar never goes back").isSorted();
      assertThat(page.getByTestId("run-row").first()).isVisible();
      assertThat(page.url()).as("the token is out of the address bar").doesNotContain("token");
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/panel.png")).setFullPage(true));
    }
  }

  /** Records the progress bar's values until the run has a verdict. */
  private static List<Double> watchBar(Page page) {
    var seen = new ArrayList<Double>();
    var bar = page.getByTestId("progress-bar").first();
    assertThat(bar).isVisible(visible());
    while (page.getByTestId("verdict").count() == 0) {
      var now = page.getByTestId("progress-bar").all();
      if (!now.isEmpty()) {
        var value = now.getFirst().getAttribute("aria-valuenow");
        if (value != null && (seen.isEmpty() || seen.getLast() != Double.parseDouble(value))) {
          seen.add(Double.parseDouble(value));
        }
      }
    }
    return seen;
  }

  private static Browser launch(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(CHROMIUM)
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync")));
  }

  private static LocatorAssertions.HasTextOptions withTimeout() {
    return new LocatorAssertions.HasTextOptions().setTimeout(TIMEOUT_MS);
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(TIMEOUT_MS);
  }
}
