package io.syncledger.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Endpoints of every kind, to test what service-http does around them. */
@Controller("/rooms")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
class RoomsController {

  enum Floor {
    GROUND,
    FIRST_FLOOR
  }

  @Serdeable
  record Booking(
      @NotBlank String guestName,
      @Max(9) int nights,
      @Nullable Instant until,
      @Nullable @Valid Room room) {}

  @Serdeable
  record Room(@Nullable @Min(0) Integer number, @Nullable List<String> wishes) {}

  @Serdeable
  record Stay(Instant arrivedAt, @Nullable Instant leftAt, List<String> wishes) {}

  @Get("/caller")
  Map<String, Object> caller(Caller caller) {
    return Map.of(
        "subject", caller.subject(),
        "organizations",
            caller.organizations().stream().map(OrganizationId::value).sorted().toList(),
        "roles", caller.roles().stream().sorted().toList(),
        "virtual", Thread.currentThread().isVirtual());
  }

  @Get("/operator")
  @Secured(Role.OPERATOR)
  String operator() {
    return "operator";
  }

  @Get("/admin")
  @Secured(Role.ADMIN)
  String admin() {
    return "admin";
  }

  @Get("/emitter")
  @Secured({Role.EMITTER, Role.ADMIN})
  String emitter() {
    return "emitter";
  }

  @Get("/of/{organization_id}/sync/{sync_id}")
  String of(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable("sync_id") SyncId syncId) {
    return organizationId + " " + syncId;
  }

  @Get("/misspelt/{orgId}")
  String misspelt(String orgId) {
    return orgId;
  }

  @Get("/anonymous/{organization_id}")
  @Secured(SecurityRule.IS_ANONYMOUS)
  String anonymous(@PathVariable("organization_id") String organizationId) {
    return organizationId;
  }

  @Get("/by-header")
  String byHeader(@Header("X-Organization-ID") OrganizationId organizationId) {
    return organizationId.value();
  }

  @Get("/list")
  Map<String, Object> list(
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit,
      @Nullable @QueryValue Cursor cursor,
      @Nullable @QueryValue("not_before") Instant notBefore,
      @Nullable @QueryValue("on_floor") Floor floor,
      @Nullable @QueryValue @Max(7) Integer weekDay) {
    return Map.of(
        "limit",
        limit.value(),
        "cursor",
        cursor == null ? List.of() : cursor.parts(),
        "not_before",
        notBefore == null ? "" : notBefore,
        "floor",
        floor == null ? "" : floor);
  }

  @Get("/required")
  String required(@QueryValue("room_number") int roomNumber) {
    return "" + roomNumber;
  }

  @Post("/bookings")
  Booking book(@Valid @Body Booking booking) {
    return booking;
  }

  @Get("/stay")
  Stay stay() {
    return new Stay(Instant.parse("2025-06-30T12:00:00Z"), null, List.of());
  }

  @Get("/taken")
  String taken() {
    throw new Problem(HttpStatus.CONFLICT, "room_taken", "Room taken", "Somebody sleeps there")
        .with("sync_id", "sync_1")
        .with("error_code", "ROOM_TAKEN");
  }

  @Get("/closed")
  String closed() {
    throw Problem.unavailable("The house is closed", Duration.ofMinutes(5));
  }

  @Get("/gone")
  @Nullable String gone() {
    return null;
  }

  @Get("/broken")
  String broken() {
    throw new IllegalStateException(
        "select * from patients", new IllegalArgumentException("Zebedee Planted"));
  }
}
