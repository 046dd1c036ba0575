import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { Work } from "../../framework/context.ts";
import { cataloguePort, openHeldKeys, storedObjectsPort, writeArchive } from "../../privacy/public.ts";

export const downloadHeld = streamEndpoint({
  method: "GET",
  path: "/held-contacts/{held_contact_id}/archive",
  summary: "Read what a hold keeps of one contact, for the claim that it is about.",
  description: "It is written while you download it and stored nowhere. Who read whose data is in the audit log.",
  scope: "workspace",
  permission: "holds.open",
  stepUp: true,
  purpose: "rights",
  rate: "expensive",
  contentType: "application/zip",
  fileName: ({ held_contact_id }) => `avow-held-${held_contact_id.replace(/[^\w-]/g, "")}.zip`,
  input: z.strictObject({ held_contact_id: z.string() }),
  audit: { action: "hold.read", target: ({ held_contact_id }) => held_contact_id },
  load: (ctx, { held_contact_id }) => findHeldContact(ctx, held_contact_id),
  async *stream(ctx, { held_contact_id }) {
    const { hold_id, subject_id: id } = await findHeldContact(ctx, held_contact_id);
    const about = { export_id: hold_id, subject: { kind: "contact" as const, id }, made_at: ctx.at.toISOString() };
    const means = { ...ctx, keys: openHeldKeys(ctx, hold_id) };
    const [catalogue, objects] = [ctx.port(cataloguePort), ctx.port(storedObjectsPort)];
    yield* writeArchive({ about, means, catalogue, objects });
  },
});

type Held = { hold_id: string; subject_id: string };

/** @throws Refusal `request.not_found`, also once the hold was released */
async function findHeldContact({ db, scope }: Work, id: string): Promise<Held> {
  const [held] = await db.query<Held>(
    "select hold_id, subject_id from held_subjects where workspace_id = $1 and id = $2",
    [scope.workspaceId, id],
  );
  if (!held) throw requestErrors.not_found();
  return held;
}
