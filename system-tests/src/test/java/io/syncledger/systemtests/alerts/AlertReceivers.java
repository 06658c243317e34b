package io.syncledger.systemtests.alerts;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.syncledger.query.delivery.fixture.AlertmanagerProcess;
import io.syncledger.query.delivery.fixture.WebhookReceiver;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The receivers of a deployment's alert notifications: a webhook receiver, a mail server, an
 * Alertmanager.
 */
final class AlertReceivers implements AutoCloseable {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final WebhookReceiver receiver = WebhookReceiver.startNew().secret(SECRET);
  private final AlertmanagerProcess alertmanager;

  private AlertReceivers(Path directory) {
    alertmanager = new AlertmanagerProcess(directory);
  }

  /** Starts an Alertmanager only if one is installed. */
  static AlertReceivers start(Path directory) throws IOException {
    var receivers = new AlertReceivers(directory);
    receivers.mail.start();
    if (AlertmanagerProcess.installed()) {
      receivers.alertmanager.start();
    }
    return receivers;
  }

  /** The product's settings that point to these receivers and turn off scheduled syncs. */
  Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("ENABLE_SYNC_SCHEDULER", "false");
    settings.put("ALERT_WEBHOOK_URL", receiver.url().toString());
    settings.put("ALERT_WEBHOOK_SECRET", SECRET);
    settings.put("ALERT_MAIL_TO", "oncall@example.org");
    settings.put("SMTP_HOST", "127.0.0.1");
    settings.put("SMTP_PORT", Integer.toString(mail.getSmtp().getPort()));
    settings.put("SMTP_SECURITY", "none");
    if (AlertmanagerProcess.installed()) {
      settings.put("ALERTMANAGER_URL", alertmanager.url());
    }
    return settings;
  }

  WebhookReceiver receiver() {
    return receiver;
  }

  /**
   * The types and rules of the received webhooks, such as {@code alert.raised
   * consecutive_failures}; fails if a signature is wrong.
   */
  List<String> webhookEvents() {
    return receiver.received().stream()
        .peek(
            webhook -> {
              if (!webhook.genuine()) {
                throw new AssertionError("A wrong signature: " + webhook.payload());
              }
            })
        .map(
            webhook ->
                webhook.payload().path("type").asText()
                    + " "
                    + webhook.payload().at("/data/rule").asText())
        .toList();
  }

  List<String> mailSubjects() {
    return Stream.of(mail.getReceivedMessages())
        .map(
            message -> {
              try {
                return message.getSubject();
              } catch (MessagingException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  /** Whether Alertmanager reports that a rule's alert is firing. */
  boolean isFiringInAlertmanager(String rule) {
    return alertmanager.firing("rule", rule).isPresent();
  }

  @Override
  public void close() {
    alertmanager.close();
    receiver.close();
    mail.stop();
  }
}
