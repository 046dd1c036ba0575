import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { amountsPort, changeAt, endOf, epochKeepingPort, lengthOf } from "../../privacy/public.ts";
import { epochsOutput } from "./epochs-output.ts";

type Row = {
  id: string;
  state: "next" | "current" | "leaving" | "ended";
  store: string;
  begun_at: Date | null;
  days: number | null;
  keys: number;
  destroyed_at: Date | null;
};

const epochList = lookup<[], Row>(
  "epochs_of_deployment",
  `select * from (
     select e.id, e.state, e.store, e.begun_at, e.days, (select count(*)::int from subject_keys k where k.epoch = e.id) as keys,
       null::timestamptz as destroyed_at from key_epochs e order by begun_at desc nulls first) as live
   union all select * from (
     select id, 'ended', store, begun_at, null::int, 0, destroyed_at from ended_epochs order by ended_at desc, id limit 12) as past`,
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
    const amountOf = await ctx.port(amountsPort)();
    const isKept = ctx.port(epochKeepingPort) !== undefined;
    const changes = isKept && current?.begun_at ? changeAt(current.begun_at, lengthOf(current, amountOf)) : null;
    return {
      days: amountOf("backup.kek_epoch_days"),
      changes_at: changes,
      data: rows.map(({ days, ...row }) => ({
        ...row,
        ends_by: row.begun_at && endOf(row.begun_at, lengthOf({ days }, amountOf)),
      })),
    };
  },
});
