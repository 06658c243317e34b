package io.syncledger.testkit.cliniko;

import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.time.Clock;
import picocli.CommandLine.Option;

/** Command-line options for the size of the clinic. */
final class ClinicSizeOptions {

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Generate a clinic of N active patients; 0 serves the recorded one of 648 with its"
              + " appointments.")
  private int patients;

  @Option(
      names = "--appointments",
      paramLabel = "N",
      defaultValue = "0",
      description = "Individual appointments of a generated clinic (default: ${DEFAULT-VALUE}).")
  private int appointments;

  @Option(
      names = "--group-appointments",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Group appointments of a generated clinic, each with six attendees (default:"
              + " ${DEFAULT-VALUE}).")
  private int groups;

  @Option(
      names = "--practitioners",
      paramLabel = "N",
      defaultValue = "5",
      description = "Active practitioners of a generated clinic (default:" + " ${DEFAULT-VALUE}).")
  private int practitioners;

  @Option(
      names = "--inactive-practitioners",
      paramLabel = "N",
      defaultValue = "2",
      description = "Former practitioners (default: ${DEFAULT-VALUE}).")
  private int inactive;

  @Option(
      names = "--businesses",
      paramLabel = "N",
      defaultValue = "2",
      description = "Businesses of a generated clinic (default: ${DEFAULT-VALUE}).")
  private int businesses;

  @Option(
      names = "--appointment-types",
      paramLabel = "N",
      defaultValue = "4",
      description = "Appointment types of a generated clinic (default: ${DEFAULT-VALUE}).")
  private int types;

  /**
   * @throws IllegalArgumentException if the numbers contradict each other
   */
  Clinic clinic(long seed, Clock clock) {
    if (patients == 0) {
      if (appointments + groups > 0) {
        throw new IllegalArgumentException(
            "--appointments and --group-appointments need --patients");
      }
      return Clinic.sample648(clock);
    }
    return Clinic.builder()
        .patients(patients)
        .appointments(appointments)
        .groupAppointments(groups)
        .practitioners(practitioners, inactive)
        .businesses(businesses)
        .appointmentTypes(types)
        .seed(seed)
        .clock(clock)
        .build();
  }
}
