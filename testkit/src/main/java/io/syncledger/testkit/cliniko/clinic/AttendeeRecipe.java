package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What each generated attendee of a group is like: row by row, the seats of one group after
 * another's.
 */
record AttendeeRecipe(Dice dice, Calendar calendar, GroupRecipe groups) implements Recipe {

  private static final long FIRST_ID = 1_530_000_000_000_000_000L;
  private static final long ID_STEP = 1_000_003L;

  @Override
  public long id(int row) {
    return FIRST_ID + row * ID_STEP + dice.below(row, 10, (int) ID_STEP);
  }

  @Override
  public Instant createdAt(int row) {
    return calendar.createdAt(row);
  }

  @Override
  public Instant updatedAt(int row) {
    return calendar.updatedAt(row);
  }

  @Override
  public @Nullable Instant archivedAt(int row) {
    return calendar.archivedAt(row);
  }

  @Override
  public @Nullable Instant cancelledAt(int row) {
    return calendar.cancelledAt(row);
  }

  @Override
  public ObjectNode tree(int row) {
    int group = row / groups.seats();
    ObjectNode tree = Trees.record(id(row), createdAt(row), updatedAt(row));
    Trees.instant(tree, "archived_at", archivedAt(row));
    Trees.nulls(tree, "deleted_at", "notes", "booking_ip_address", "invoice_status");
    Trees.nulls(tree, "online_booking_policy_accepted", "treatment_note_status");
    Trees.cancellation(tree, cancelledAt(row), row);
    tree.put("arrived", dice.oneIn(2, row, 11));
    tree.put("email_reminder_sent", false).put("sms_reminder_sent", true);
    String secret = "https://clinic.example.test/attendees/" + id(row);
    tree.put("cancellation_url", secret + "/cancel").put("telehealth_url", secret + "/connect");
    long patient = groups.patient(group, row % groups.seats());
    Trees.link(tree, "patient", Resource.PATIENTS, patient);
    Trees.link(tree, "booking", Resource.GROUP_APPOINTMENTS, groups.id(group));
    Trees.self(tree, Resource.ATTENDEES);
    return tree;
  }
}
