package io.syncledger.query.delivery.channels;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.ChannelSender;
import io.syncledger.query.delivery.outbound.OutboundSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets admins set up where an organization's alerts go. */
@Controller("/api/v1/alerts/{organization_id}/channels")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class ChannelsController {
  /** In the format of Standard Webhooks: 24 to 64 bytes in base64. */
  private static final String SECRET =
      "whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?";

  private final OrganizationChannels channels;
  private final ChannelSender sender;
  private final OutboundSettings outbound;

  ChannelsController(
      OrganizationChannels channels, ChannelSender sender, OutboundSettings outbound) {
    this.channels = channels;
    this.sender = sender;
    this.outbound = outbound;
  }

  @Serdeable
  record ChannelList(List<ChannelView> channels) {}

  /**
   * @param kind webhook, email or alertmanager
   * @param url of a webhook, or of an Alertmanager the part before /api/v2/alerts
   * @param address of a mailbox
   * @param secret of a webhook; generated if omitted
   * @param enabled unless false
   */
  @Serdeable
  record NewChannel(
      @NotNull @Pattern(regexp = "webhook|email|alertmanager") String kind,
      @Nullable String url,
      @Nullable String address,
      @Nullable @Pattern(regexp = SECRET) String secret,
      @Nullable Boolean enabled) {
    @Override
    public String toString() {
      return "NewChannel[hidden]";
    }
  }

  /** The kind cannot be changed. */
  @Serdeable
  record ChangedChannel(@Nullable String url, @Nullable String address, @NotNull Boolean enabled) {}

  /**
   * @param secret generated if omitted
   */
  @Serdeable
  record NewSecret(@Nullable @Pattern(regexp = SECRET) String secret) {
    @Override
    public String toString() {
      return "NewSecret[hidden]";
    }
  }

  /**
   * @param secret of a webhook; shown only now
   */
  @Serdeable
  record CreatedChannel(ChannelView channel, @Nullable String secret) {
    @Override
    public String toString() {
      return "CreatedChannel[hidden]";
    }
  }

  /**
   * @param secret shown only now; the previous one signs too for another day
   */
  @Serdeable
  record RotatedSecret(String secret) {
    @Override
    public String toString() {
      return "RotatedSecret[hidden]";
    }
  }

  @Get
  ChannelList list(@PathVariable("organization_id") OrganizationId organizationId) {
    return new ChannelList(channels.list(organizationId).stream().map(ChannelView::of).toList());
  }

  @Post
  @Status(HttpStatus.CREATED)
  CreatedChannel create(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Body @Valid NewChannel body) {
    var kind = ChannelKind.parse(body.kind());
    if (!sender.available(kind)) {
      throw Problem.badRequest("kind", "is not set up in this deployment");
    }
    if (body.secret() != null && kind != ChannelKind.WEBHOOK) {
      throw Problem.badRequest("secret", "is for webhooks");
    }
    var target = ChannelTarget.parse(kind, body.url(), body.address(), outbound.allowHttp());
    boolean enabled = body.enabled() == null || body.enabled();
    var created = channels.create(organizationId, kind, target, enabled, body.secret());
    return new CreatedChannel(ChannelView.of(created.row()), created.secret());
  }

  @Put("/{channel_id}")
  ChannelView change(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("channel_id") String channelId,
      @Body @Valid ChangedChannel body) {
    var before = channels.find(organizationId, channelId);
    var target =
        body.url() == null && body.address() == null
            ? before.target()
            : ChannelTarget.parse(
                ChannelKind.parse(before.kind()), body.url(), body.address(), outbound.allowHttp());
    return ChannelView.of(channels.change(organizationId, channelId, target, body.enabled()));
  }

  @Delete("/{channel_id}")
  @Status(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("channel_id") String channelId) {
    channels.remove(organizationId, channelId);
  }

  @Post("/{channel_id}/secret")
  RotatedSecret rotate(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("channel_id") String channelId,
      @Body @Valid NewSecret body) {
    return new RotatedSecret(channels.rotate(organizationId, channelId, body.secret()));
  }
}
