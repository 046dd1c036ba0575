import { plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

export const backupStates = ["waiting", "running", "taken", "failed"] as const;
export const drillStates = ["waiting", "running", "passed", "failed"] as const;

/** Each backup that was taken or tried, and whether it was proven that it restores. */
export const backups = table("backups", {
  tenant: "deployment",
  owner: owns.nobody("Files, sizes, counts and times; nothing of what is in a backup."),
  keep: {
    cls: "telemetry",
    because: "Whoever runs Avow must see that there is a backup, and that it was restored in a drill.",
    until: { column: "asked_at", parameter: "backup.max_age_days" },
  },
  columns: {
    id: plain.id("bak"),
    state: plain.oneOf(backupStates),
    asked_at: plain.time(),
    /** Name of the file within the backup folder. */
    file: plain.word().nullable(),
    bytes: plain.long().nullable(),
    rows: plain.long().nullable(),
    /** Contents of files in it, and those that the store had no more. */
    files: plain.int().nullable(),
    files_missing: plain.int().nullable(),
    sha256: plain.word().nullable(),
    duration_ms: plain.long().nullable(),
    /** Code of what went wrong. */
    refusal: plain.word().nullable(),
    ended_at: plain.time().nullable(),
    drill_state: plain.oneOf(drillStates).nullable(),
    drill_ms: plain.long().nullable(),
    drill_refusal: plain.word().nullable(),
    drilled_at: plain.time().nullable(),
  },
  indexes: [{ on: ["asked_at"] }],
});
