package io.syncledger.events.alert;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rules about the results and durations of runs. */
final class ResultRules {
  private static final int RECENT = 10;

  private ResultRules() {}

  /** Fires when the latest runs take too long, or much longer than the runs before them. */
  static RuleResult slowSync(RuleInput input, Thresholds thresholds) {
    var all = input.durations();
    var recent = all.subList(Math.max(0, all.size() - RECENT), all.size());
    var before = all.subList(0, all.size() - recent.size());
    double average = recent.stream().mapToLong(RuleInput.RunDuration::millis).average().orElse(0);
    if (average > 1000.0 * thresholds.slowAverageSeconds()) {
      return slowSync(
          recent,
          "The last %d syncs took %s on average".formatted(recent.size(), seconds(average)));
    }
    if (before.size() >= RECENT && median(recent) > thresholds.slowFactor() * median(before)) {
      return slowSync(
          recent,
          "The median of the last %d syncs is %s, that of the %d before %s"
              .formatted(
                  recent.size(), seconds(median(recent)), before.size(), seconds(median(before))));
    }
    return RuleResult.NOT_FIRING;
  }

  private static RuleResult slowSync(List<RuleInput.RunDuration> recent, String sentence) {
    return RuleResult.fires(recent.stream().map(RuleInput.RunDuration::id).toList(), sentence);
  }

  private static String seconds(double millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  private static double median(List<RuleInput.RunDuration> runs) {
    var sorted = runs.stream().mapToLong(RuleInput.RunDuration::millis).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }

  static RuleResult partialFailure(RuleInput input, Thresholds thresholds) {
    var last = input.rejects();
    if (last == null || last.rejected() <= thresholds.rejectedShare() * last.processed()) {
      return RuleResult.NOT_FIRING;
    }
    return RuleResult.fires(
        List.of(last.id()),
        String.format(
            Locale.ROOT,
            "%d of %d records of the last sync were rejected (%.1f %%)",
            last.rejected(),
            last.processed(),
            100.0 * last.rejected() / last.processed()));
  }

  static RuleResult dataDrift(RuleInput input, Thresholds thresholds) {
    var check = input.drift();
    if (check == null) {
      return RuleResult.NOT_FIRING;
    }
    var off =
        check.differences().entrySet().stream()
            .filter(entry -> Math.abs(entry.getValue()) > thresholds.driftRecords())
            .toList();
    return off.isEmpty()
        ? RuleResult.NOT_FIRING
        : RuleResult.fires(
            List.of(check.id()),
            off.stream()
                .map(entry -> "%s: %+d".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", "Local counts differ from the source's: ", "")));
  }
}
