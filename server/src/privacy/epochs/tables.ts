import { plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/**
 * Epochs whose key exists, or is about to. Every subject key points at the one it is wrapped under, so that PostgreSQL
 * itself refuses to end an epoch while any key needs it, and to wrap a key under one that has ended.
 */
export const keyEpochs = table("key_epochs", {
  tenant: "deployment",
  owner: owns.nobody("Names, times and states of keys that wrap keys; never a key."),
  keep: { cls: "none", because: "An epoch stands here until nothing is wrapped under it any more." },
  columns: {
    id: plain.word(),
    /** New keys are wrapped under the current one; those of one that leaves are wrapped anew. */
    state: plain.oneOf(["next", "current", "leaving"]),
    /** Where its key lies. */
    store: plain.word(),
    begun_at: plain.time().nullable(),
    /** How long the policy let it last when it began: it never lasts longer. */
    days: plain.int().nullable(),
    /** Since when somebody wants it to end before its time. */
    asked_at: plain.time().nullable(),
  },
  indexes: [{ on: ["state"], where: "state <> 'leaving'", unique: true }],
});

/** Epochs that ended. Until `destroyed_at` their key may still lie in its store, and is destroyed there again. */
export const endedEpochs = table("ended_epochs", {
  tenant: "deployment",
  owner: owns.nobody("Names and times."),
  keep: {
    cls: "telemetry",
    because: "Whoever runs Avow must see that keys were changed in time.",
    until: { column: "destroyed_at", days: 400 },
  },
  columns: {
    id: plain.word(),
    store: plain.word(),
    begun_at: plain.time().nullable(),
    ended_at: plain.time(),
    destroyed_at: plain.time().nullable(),
  },
  indexes: [{ on: ["destroyed_at"] }],
});
