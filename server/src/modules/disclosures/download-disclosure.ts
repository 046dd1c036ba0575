import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { Work } from "../../framework/context.ts";
import { cataloguePort, storedObjectsPort, writeArchive } from "../../privacy/public.ts";
import { type DisclosureRow, findDisclosure } from "./find-disclosure.ts";

export const downloadDisclosure = streamEndpoint({
  method: "GET",
  path: "/disclosures/{disclosure_id}/archive",
  summary: "Download what a case that two people approved is about.",
  description: "It is written while you download it and stored nowhere. Who took it is in the audit log.",
  scope: "workspace",
  permission: "disclosures.write",
  stepUp: true,
  purpose: "rights",
  rate: "expensive",
  contentType: "application/zip",
  fileName: ({ disclosure_id }) => `avow-${disclosure_id.replace(/[^\w-]/g, "")}.zip`,
  input: z.strictObject({ disclosure_id: z.string() }),
  audit: { action: "disclosure.downloaded", target: ({ disclosure_id }) => disclosure_id },
  load: (ctx, { disclosure_id }) => findApproved(ctx, disclosure_id),
  async *stream(ctx, { disclosure_id }) {
    const { contact_id: id } = await findApproved(ctx, disclosure_id);
    const subject = { kind: "contact" as const, id };
    const about = { export_id: disclosure_id, subject, made_at: ctx.at.toISOString() };
    const [catalogue, objects] = [ctx.port(cataloguePort), ctx.port(storedObjectsPort)];
    yield* writeArchive({ about, means: ctx, catalogue, objects });
  },
});

/** @throws Refusal `request.not_found`, also for a case that nobody approved: there is nothing of it */
async function findApproved(work: Work, id: string): Promise<DisclosureRow> {
  const row = await findDisclosure(work, id);
  if (row.approved_at === null) throw requestErrors.not_found();
  return row;
}
