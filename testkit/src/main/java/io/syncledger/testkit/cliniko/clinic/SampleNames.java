package io.syncledger.testkit.cliniko.clinic;

/** Names for generated patients, all invented, some of them challenging for software. */
final class SampleNames {

  static final String[] FIRST =
      ("Ada,Ben,Chloe,Dario,Elif,Farid,Grace,Hana,Ivan,Jade,Kofi,Lena,Mateo,Nina,Omar,Pia,Quinn,"
              + "Rosa,Sami,Tess,Uma,Vito,Willa,Xavi,Yara,Zane,Alba,Bruno,Cleo,Dina,Emil,Freya,Gus,"
              + "Heidi,Igor,Juno,Kai,Lior,Mina,Noah,Olga,Per,Rhea,Sven,Tara,Ulf,Vera,Wim,Yuki,Zoë,"
              + "Séamus,美玲,Нина,عائشة,Ana María,Anne-Sophie 🌷,<b>Bold</b>,=SUM(A1),X Æ,Jo")
          .split(",");

  static final String[] LAST =
      ("Abbot,Baker,Castro,Dunn,Egan,Fiore,Gupta,Hale,Ito,Jansen,Kaur,Lopez,Moreau,Nguyen,Okafor,"
              + "Pace,Quist,Reyes,Silva,Tanaka,Usman,Varga,Weber,Xu,Young,Zeman,Archer,Bright,Cole,"
              + "Drake,Ellis,Frost,Grant,Hobbs,Irwin,Joyce,Knox,Lund,Marsh,North,Orr,Pike,Rowe,"
              + "Shaw,Thorn,Upton,Vance,Wells,York,Zimmer,O'Keefe,Müller-Lüdenscheidt,Ñúñez,李,"
              + "Соколова,الحسن,Ó Briain,de Anda,\"Quoted\",Robert'); DROP TABLE patients;--")
          .split(",");

  static final String[] CITIES = "Sydney,Perth,Hobart,Cairns,Darwin".split(",");
  static final String[] STREETS = "Quay St,Range Rd,Bay Ave,Mill Ln,High St,Park Way".split(",");
  static final String[] GENDERS = "Female,Male".split(",");
  static final String[] REMINDERS = "None,SMS,Email,SMS & Email".split(",");

  private SampleNames() {}
}
