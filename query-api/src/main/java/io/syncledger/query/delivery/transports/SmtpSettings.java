package io.syncledger.query.delivery.transports;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The mail server that notifications are sent through.
 *
 * @param host empty: mail is not set up
 * @param security {@code starttls}, which the server must support; {@code tls} from the first byte;
 *     or {@code none}
 * @param user empty: without authentication
 */
@ConfigurationProperties("syncledger.query-api.delivery.mail")
record SmtpSettings(
    @Bindable(defaultValue = "") String host,
    @Min(1) @Max(65_535) @Bindable(defaultValue = "587") int port,
    @NotNull @Pattern(regexp = "starttls|tls|none") @Bindable(defaultValue = "starttls")
        String security,
    @Bindable(defaultValue = "") String user,
    @Bindable(defaultValue = "") String password,
    @Bindable(defaultValue = "syncledger@localhost") String from) {

  @Override
  public String toString() {
    return "SmtpSettings[hidden]";
  }
}
