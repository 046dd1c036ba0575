import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { enqueue } from "../../framework/jobs/jobs.ts";
import { changeKeyEpoch as changeJob } from "./change-key-epoch.job.ts";

export const changeKeyEpoch = endpoint({
  method: "POST",
  path: "/operator/key-epochs",
  summary: "Wrap all keys under a new epoch now, and destroy the old epoch's key.",
  description:
    "A worker does it while everything goes on; ask for the list to see how far it is. Old copies of the database and of the keyring's folder then open nothing: take a new copy of that folder afterwards.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  rate: "expensive",
  stepUp: true,
  input: z.strictObject({}),
  output: z.object({ epoch: z.string().describe("The one that ends.") }),
  status: 202,
  audit: { action: "key_epoch.change_asked", target: ({ epoch }) => epoch },
  async run(ctx) {
    const [current] = await ctx.db.query<{ id: string }>(
      "update key_epochs set asked_at = coalesce(asked_at, $1) where state = 'current' returning id",
      [ctx.at],
    );
    if (!current) throw new Error("there is no current epoch");
    await enqueue({ ...ctx.db, scope: {} }, changeJob, {}, ctx.at);
    return { epoch: current.id };
  },
});
