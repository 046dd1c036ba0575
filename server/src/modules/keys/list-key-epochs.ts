import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/tenant.ts";
import { changeAt, durationOf, endOf, epochKeepingPort } from "../../privacy/public.ts";
import { epochsOutput } from "./epochs-output.ts";

type Row = {
  id: string;
  state: "next" | "current" | "leaving" | "ended";
  store: string;
  begun_at: Date | null;
  keys: number;
  destroyed_at: Date | null;
};

const epochList = lookup<[], Row>(
  "epochs_of_deployment",
  `select * from (
     select e.id, e.state, e.store, e.begun_at, (select count(*)::int from subject_keys k where k.epoch = e.id) as keys,
       null::timestamptz as destroyed_at from key_epochs e order by begun_at desc nulls first) as live
   union all select * from (
     select id, 'ended', store, begun_at, 0, destroyed_at from ended_epochs order by ended_at desc, id limit 12) as past`,
);

export const listKeyEpochs = endpoint({
  method: "GET",
  path: "/operator/key-epochs",
  summary: "Which keys wrap the keys of people and organizations, and since when.",
  description:
    "Every epoch has a key of its own outside the database. When it is destroyed, no old copy opens any more.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({}),
  output: epochsOutput,
  async run(ctx) {
    const rows = await ctx.lookup(epochList);
    const current = rows.find(({ state }) => state === "current");
    const changes = ctx.port(epochKeepingPort) && current?.begun_at ? changeAt(current.begun_at) : null;
    return {
      days: durationOf("backup.kek_epoch_days").amount,
      changes_at: changes,
      data: rows.map((row) => ({ ...row, ends_by: row.begun_at && endOf(row.begun_at) })),
    };
  },
});
