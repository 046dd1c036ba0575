import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { signedReceipt } from "../../privacy/public.ts";
import { privacyRequestErrors } from "./errors.ts";
import { hashAfterHold, hashReceiptToken } from "./hash-receipt-token.ts";

const findReceipt = lookup<[Buffer[]], { document: z.input<typeof signedReceipt> | null }>(
  "receipt_by_hash",
  `select document from receipts where token_hash = any($1)
   union all select null from privacy_requests where receipt_token_hash = any($1)`,
);

export const getReceipt = endpoint({
  method: "GET",
  path: "/receipts/{receipt_token}",
  summary: "The signed receipt of an erasure, for whoever holds its token.",
  description:
    "Where a legal hold kept something, the receipt of what went with its release takes the place of the first. Save the answer as it is: `npx avow receipt verify FILE` checks it without this deployment. The signature is Ed25519 over the RFC 8785 text of `receipt`, by the key `receipt.deployment.public_key`.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({ receipt_token: z.string().max(100) }),
  output: signedReceipt,
  refusals: [privacyRequestErrors.receipt_pending],
  async run(ctx, { receipt_token }) {
    const hash = hashReceiptToken(receipt_token);
    const found = await ctx.lookup(findReceipt, [hash, hashAfterHold(hash)]);
    if (found.length === 0) throw requestErrors.not_found();
    const endOf = (one: z.input<typeof signedReceipt>) => one.receipt.completed_at;
    const documents = found.flatMap(({ document: one }) => one ?? []);
    const document = documents.toSorted((one, other) => endOf(other).localeCompare(endOf(one)))[0];
    if (!document) throw privacyRequestErrors.receipt_pending();
    return document;
  },
});
