package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import io.syncledger.testkit.cliniko.records.Resource;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Serves a few sound records of each resource in an undocumented format until they are edited. Each
 * counts as edited now.
 */
public enum FormatSwitch implements HostileSwitch {
  NUMERIC_IDS(
      another(
          "ids are JSON numbers too large for a double",
          row -> row.put("id", Long.parseLong(row.path("id").asText())))),
  EMPTY_TEXT_FOR_NULL(
      another("dates and text are \"\" instead of null", HostileText::emptyForNull)),
  KEYS_MISSING(another("keys with null values are missing", HostileText::withoutNulls)),
  UNKNOWN_KEYS(
      another(
          "there are undocumented keys",
          row -> row.putObject("future_feature").putArray("of").add(1).addObject().put("a", "b"))),
  NUL_CHARACTERS(
      refusable(
          "text contains NUL, which PostgreSQL cannot store",
          List.of(Resource.PATIENTS),
          (row, random) -> {
            HostileText.nul(row);
            return LinkRoot.write(row);
          })),
  LONE_SURROGATES(
      refusable(
          "text contains half of a surrogate pair",
          List.of(Resource.PATIENTS),
          (row, random) -> HostileText.loneSurrogate(row))),
  UNUSABLE_RECORDS(
      refusable(
          "records have a missing or invalid id or updated_at",
          RandomEdits.BUSY,
          (row, random) -> LinkRoot.write(HostileText.unusable(row, random))));

  // The lambdas have no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Traits traits;

  FormatSwitch(Traits traits) {
    this.traits = traits;
  }

  @Override
  public Traits traits() {
    return traits;
  }

  private static Traits another(String description, Consumer<ObjectNode> form) {
    return Traits.survivable(
        description,
        served(
            RandomEdits.BUSY,
            (row, random) -> {
              form.accept(row);
              return LinkRoot.write(row);
            }));
  }

  private static Traits refusable(
      String description, List<Resource> resources, BiFunction<ObjectNode, Random, byte[]> form) {
    return new Traits(description, ExpectedOutcome.SOME_REFUSED, false, served(resources, form));
  }

  private static Activation served(
      List<Resource> resources, BiFunction<ObjectNode, Random, byte[]> form) {
    return (cliniko, intensity, self) -> {
      Clinic clinic = cliniko.clinic();
      Random random = self.random(intensity);
      new RandomEdits(clinic, random)
          .forEach(
              resources,
              intensity.recordsPerResource(),
              (resource, id) -> {
                clinic.edit(resource, id, row -> {});
                clinic.corrupt(resource, id, row -> form.apply(row, random));
              });
    };
  }
}
