import * as z from "zod";
import { deliver, noteReport } from "../../../server/src/egress/public.ts";
import { endpoint } from "../../../server/src/framework/endpoint.ts";
import type { Context } from "../../../server/src/framework/context.ts";
import { sendMail } from "../../../server/src/modules/mail/public.ts";
import { effectKinds } from "./effect-kinds.ts";

const common = { scope: "workspace", permission: "deliveries.write", purpose: "deliveries" } as const;

/** Asks for many effects in one transaction: all of them or none. */
export const askForEffects = endpoint({
  method: "POST",
  path: "/chaos-effects",
  summary: "Ask for effects.",
  ...common,
  input: z.strictObject({
    kind: z.enum(effectKinds),
    batch: z.string(),
    count: z.int(),
    order: z.string().optional().describe("They happen one after the other."),
  }),
  output: z.object({ ids: z.array(z.string()) }),
  audit: { action: "chaos.asked", target: (_, { batch }) => batch },
  async run(ctx, { kind, batch, count, order }) {
    const ids = [];
    for (let n = 0; n < count; n++) {
      const text = `${batch}/${n}`;
      if (kind === "mail") {
        ids.push(await mailSomebody(ctx, `${batch}.${n}@chaos.example.test`));
        continue;
      }
      const ordered = order === undefined ? {} : { orderKey: order };
      ids.push((await deliver(ctx, { kind, operationKey: text, payload: { text }, ...ordered })).id);
    }
    return { ids };
  },
});

async function mailSomebody(ctx: Context<"workspace">, address: string): Promise<string> {
  const filling = {
    link: `${ctx.deployment.origin}/accept-invitation#token=x`,
    organization_name: "Chaos",
    role: "guest",
  };
  return (await sendMail(ctx, { to: { address }, template: "invitation", filling }))!;
}

/** The other side tells of an effect by itself. */
export const reportEffect = endpoint({
  method: "POST",
  path: "/chaos-reports",
  summary: "Report an effect.",
  ...common,
  input: z.strictObject({ key: z.string(), remote_id: z.string() }),
  output: z.object({ is_news: z.boolean() }),
  audit: { action: "chaos.reported", target: (_, { key }) => key },
  run: async (ctx, { key, remote_id }) => ({ is_news: await noteReport(ctx, { id: key }, remote_id) }),
});
