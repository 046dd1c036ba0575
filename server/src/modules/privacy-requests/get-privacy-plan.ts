import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { subjectOf } from "../../privacy/public.ts";
import { findBlockers } from "./find-blockers.ts";
import { findPrivacyRequest } from "./find-privacy-request.ts";
import { plannedItem, planRequest } from "./plan-request.ts";
import { readDuration } from "./read-duration.ts";

export const getPrivacyPlan = endpoint({
  method: "GET",
  path: "/privacy-requests/{request_id}/plan",
  summary: "What a request would do now, with counts. Nothing happens.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({ request_id: z.string() }),
  output: z.object({
    items: z.array(plannedItem),
    blockers: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        help: z.string(),
        facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      }),
    ),
    cooling_off_days: z.int(),
  }),
  async run(ctx, { request_id }) {
    const request = await findPrivacyRequest(ctx, request_id);
    const blockers = request.kind === "erase" ? await findBlockers(ctx, subjectOf(request)) : [];
    return {
      items: await planRequest(ctx, request.kind, subjectOf(request)),
      blockers: blockers.map(({ code, declared, facts }) => ({
        code,
        title: declared.title,
        help: declared.help,
        facts,
      })),
      cooling_off_days: (await readDuration(ctx, "erase.cooling_off_days")).amount,
    };
  },
});
