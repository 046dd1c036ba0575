/** Verbs of whoever runs Avow, behind the same program, for completion. Held to the table of verbs by a test. */
export const operatorVerbs: readonly string[] = [
  "start",
  "audit verify",
  "receipt verify",
  "doctor",
  "migrate",
  "backup",
  "backup list",
  "backup check",
  "backup drill",
  "restore",
  "keys",
  "keys generate",
  "keys copy",
  "keys verify",
  "database",
];
