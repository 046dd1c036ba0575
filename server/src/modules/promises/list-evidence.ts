import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { canonicalPromises, type Evidence } from "../../privacy/public.ts";
import { describeEvidence, evidenceOutput } from "./describe-board.ts";

const evidenceOfPromise = lookup<[string, string | null, number], Evidence>(
  "evidence_of_promise",
  `select id, promise, outcome, saw, wrong, leaf_index::float8 as leaf_index, created_at from promise_evidence
   where promise = $1 and ($2::bigint is null or leaf_index < $2) order by leaf_index desc limit $3`,
);

export const listEvidence = endpoint({
  method: "GET",
  path: "/promises/{promise}/evidence",
  summary: "What was seen of a promise each time it was looked at; newest first.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({ ...pageInput, promise: z.string().max(60) }),
  output: pageOf(evidenceOutput),
  async run(ctx, { promise, limit, cursor }) {
    if (!canonicalPromises.has(promise)) throw requestErrors.not_found();
    const after = readCursor(cursor);
    if (after !== undefined && !/^\d{1,15}$/.test(after))
      throw requestErrors.invalid({ path: "cursor", issue: "not_a_cursor" });
    const rows = await ctx.lookup(evidenceOfPromise, promise, after ?? null, limit + 1);
    const { data, ...page } = toPage(rows, limit, ({ leaf_index }) => String(leaf_index));
    return { ...page, data: data.map(describeEvidence) };
  },
});
