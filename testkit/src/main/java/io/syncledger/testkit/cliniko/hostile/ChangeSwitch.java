package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Records that change at once or between the pages of a list. */
public enum ChangeSwitch implements HostileSwitch {
  INSERTS_BETWEEN_PAGES(between("records are added between pages", RandomEdits::insert)),
  EDITS_BETWEEN_PAGES(
      between("records are edited between pages, and so move to the end", RandomEdits::edit)),
  ARCHIVES_BETWEEN_PAGES(between("records are archived between pages", RandomEdits::archive)),
  UNARCHIVES_BETWEEN_PAGES(
      between("archived records are unarchived between pages", RandomEdits::unarchive)),
  CANCELLATIONS_BETWEEN_PAGES(
      between("appointments and attendees are cancelled between pages", RandomEdits::cancel)),
  VANISHINGS_BETWEEN_PAGES(
      Traits.survivable(
          "records vanish without a trace between pages: 404, and in no list",
          (cliniko, intensity, self) ->
              cliniko
                  .faults()
                  .add(
                      BetweenPagesEffect.of(
                          cliniko,
                          intensity,
                          self,
                          Math.min(intensity.maxChanges(), ChangeSwitch.FEW),
                          (listed, page, changes) ->
                              changes.remove(changes.likelyResource(listed)))))),
  QUIET_ARCHIVES_BETWEEN_PAGES(
      between(
          "records are archived between pages without changing updated_at",
          RandomEdits::archiveQuietly)),
  LATE_COMMITS(
      Traits.survivable(
          "an edit appears with an earlier updated_at than one already served",
          (cliniko, intensity, self) ->
              cliniko
                  .faults()
                  .add(
                      BetweenPagesEffect.of(
                          cliniko,
                          intensity,
                          self,
                          intensity.maxChanges(),
                          BetweenPagesEffect.lateCommits())))),
  MANY_IN_ONE_SECOND(
      atOnce(
          "more than two pages of records share one updated_at",
          (changes, intensity) -> crowd(changes))),
  QUIET_ARCHIVES(
      atOnce(
          "records were archived without changing updated_at", each(RandomEdits::archiveQuietly))),
  UNARCHIVED(atOnce("archived records were unarchived", each(RandomEdits::unarchive))),
  IDS_GONE(atOnce("records are gone without a trace", each(RandomEdits::remove))),
  MERGE_CHAINS(
      atOnce(
          "a patient was merged into one that was merged into another",
          (changes, intensity) -> changes.merge(3, false))),
  MERGE_LOOPS(
      atOnce(
          "two patients were merged into each other",
          (changes, intensity) -> changes.merge(2, true))),
  IN_BOTH_LISTS(
      Traits.survivable(
          "records are in two lists at once, with an older state in the list of former records",
          (cliniko, intensity, self) -> {
            RandomEdits changes = new RandomEdits(cliniko.clinic(), self.random(intensity));
            cliniko.faults().add(Fault.of(GhostRecords.of(changes)));
          })),
  LEGACY_DELETED_STUBS(
      Traits.survivable(
          "the legacy lists of deleted records exist, with stubs that have no id",
          (cliniko, intensity, self) ->
              cliniko.faults().add(Fault.of(new LegacyDeletedLists(cliniko.clinic())))));

  /** Few enough not to be mistaken for a fault of the source. */
  static final int FEW = 8;

  private static final int CROWD = 250;

  // The lambdas have no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Traits traits;

  ChangeSwitch(Traits traits) {
    this.traits = traits;
  }

  @Override
  public Traits traits() {
    return traits;
  }

  private static Traits between(String description, BiConsumer<RandomEdits, Resource> change) {
    return Traits.survivable(
        description,
        (cliniko, intensity, self) ->
            cliniko
                .faults()
                .add(
                    BetweenPagesEffect.of(
                        cliniko,
                        intensity,
                        self,
                        intensity.maxChanges(),
                        (listed, page, changes) ->
                            change.accept(changes, changes.likelyResource(listed)))));
  }

  private static Traits atOnce(String description, BiConsumer<RandomEdits, Intensity> change) {
    return Traits.survivable(
        description,
        (cliniko, intensity, self) ->
            change.accept(new RandomEdits(cliniko.clinic(), self.random(intensity)), intensity));
  }

  private static BiConsumer<RandomEdits, Intensity> each(BiConsumer<RandomEdits, Resource> change) {
    return (changes, intensity) -> {
      for (int i = 0; i < Math.min(intensity.recordsPerResource(), FEW); i++) {
        RandomEdits.BUSY.forEach(resource -> change.accept(changes, resource));
      }
    };
  }

  private static void crowd(RandomEdits changes) {
    Clinic clinic = changes.clinic();
    String second = clinic.now().toString();
    Consumer<ObjectNode> together = row -> row.put("updated_at", second);
    for (Resource resource : List.of(Resource.PATIENTS, Resource.INDIVIDUAL_APPOINTMENTS)) {
      changes
          .randomIds(resource, CROWD)
          .forEach(id -> clinic.editKeepingUpdatedAt(resource, id, together));
    }
  }
}
