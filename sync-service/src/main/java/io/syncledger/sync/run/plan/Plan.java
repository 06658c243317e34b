package io.syncledger.sync.run.plan;

import static io.syncledger.sync.source.cliniko.ClinikoResource.APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.APPOINTMENT_TYPES;
import static io.syncledger.sync.source.cliniko.ClinikoResource.ATTENDEES;
import static io.syncledger.sync.source.cliniko.ClinikoResource.BUSINESSES;
import static io.syncledger.sync.source.cliniko.ClinikoResource.GROUP_APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.INACTIVE_PRACTITIONERS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PATIENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PRACTITIONERS;

import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run does, in order. A first run of a mode, and one that was asked for it, takes everything
 * over and compares both sides at the end; any other takes over what changed since.
 *
 * @param lists those that are taken over as a whole, in order; their watermarks move
 */
public record Plan(List<ClinikoResource> lists, List<Step> steps) {
  /** How much earlier than needed is asked: commits may come late, and clocks differ. */
  static final Duration OVERLAP = Duration.ofMinutes(5);

  public Plan {
    lists = List.copyOf(lists);
    steps = List.copyOf(steps);
  }

  /** The lists that a mode takes over as a whole, small ones that others refer to first. */
  public static List<ClinikoResource> lists(SyncMode mode) {
    return switch (mode) {
      case COMPREHENSIVE ->
          List.of(
              BUSINESSES,
              PRACTITIONERS,
              INACTIVE_PRACTITIONERS,
              APPOINTMENT_TYPES,
              PATIENTS,
              APPOINTMENTS,
              GROUP_APPOINTMENTS,
              ATTENDEES);
      case PATIENTS_ONLY, BASIC -> List.of(PATIENTS);
      case ACTIVE -> List.of(APPOINTMENTS, GROUP_APPOINTMENTS, ATTENDEES);
    };
  }

  /**
   * Full as long as one of the mode's lists was never taken over as a whole.
   *
   * @param full whether a full run is asked for
   */
  public static SyncType syncType(
      SyncMode mode, boolean full, Map<ClinikoResource, Watermark> known) {
    return full || !known.keySet().containsAll(lists(mode)) ? SyncType.FULL : SyncType.INCREMENTAL;
  }

  /**
   * The plan of a run.
   *
   * @param at when it is made
   */
  public static Plan of(
      SyncMode mode, SyncType type, Map<ClinikoResource, Watermark> known, Instant at) {
    var lists = lists(mode);
    var steps = new ArrayList<Step>();
    if (type == SyncType.FULL) {
      lists.forEach(list -> steps.add(new Step.Probe(list)));
      lists.forEach(list -> steps.add(new Step.Changes(list, null)));
    } else {
      lists.forEach(list -> steps.addAll(since(list, known.getOrDefault(list, Watermark.NONE))));
    }
    if (mode == SyncMode.ACTIVE) {
      steps.add(new Step.ActivePatients(at.minus(RecordStore.ACTIVE_PATIENT_WINDOW)));
    }
    if (type == SyncType.FULL) {
      // Last, so that whoever moved from one list to another in the meantime is not missed.
      lists.forEach(list -> steps.add(new Step.Reconcile(list)));
    }
    return new Plan(lists, steps);
  }

  /** The plan of a run that takes over rejected records of these lists; no watermark moves. */
  public static Plan redrive(List<ClinikoResource> lists) {
    return new Plan(List.of(), lists.stream().<Step>map(Step.Redrive::new).toList());
  }

  private static List<Step> since(ClinikoResource list, Watermark watermark) {
    var changed = watermark.updatedAt();
    var floor = watermark.changeFloor();
    var marked = floor == null ? Instant.EPOCH : floor.minus(OVERLAP);
    var steps = new ArrayList<Step>();
    steps.add(new Step.Changes(list, changed == null ? null : changed.minus(OVERLAP)));
    list.filterableTombstones().stream()
        .sorted()
        .forEach(tombstone -> steps.add(new Step.Tombstoned(list, tombstone, marked)));
    return steps;
  }
}
