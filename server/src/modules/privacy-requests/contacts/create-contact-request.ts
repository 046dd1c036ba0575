import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { shift } from "../../../privacy/public.ts";
import { contactSubject, findContact } from "../../contacts/public.ts";
import { privacyRequestErrors } from "../errors.ts";
import { insertErasure, insertExport } from "../insert-erasure.ts";
import { requestOutput } from "../present-privacy-request.ts";
import { readDuration } from "../read-duration.ts";

export const createContactRequest = endpoint({
  method: "POST",
  path: "/contact-requests",
  summary: "Ask for everything about a contact, or for its end, in the contact's name.",
  description:
    "An export can be downloaded at once. Erasing begins after the waiting time, in which it can be withdrawn; `immediately` begins at once. The receipt's token is shown here and never again: it is for the contact.",
  scope: "workspace",
  permission: "contacts.erase",
  purpose: "contacts",
  rate: "expensive",
  stepUpFor: ({ kind }) => kind === "erase",
  status: 201,
  input: z.strictObject({
    contact_id: z.string(),
    kind: z.enum(["export", "erase"]),
    immediately: z.boolean().default(false).describe("Erase without the waiting time."),
  }),
  output: requestOutput,
  refusals: [privacyRequestErrors.already_open],
  audit: { action: "contact.request_created", target: (_, { contact_id }) => contact_id },
  async run(ctx, { contact_id, kind, immediately }) {
    if (kind === "export" && immediately) throw requestErrors.invalid({ path: "immediately", issue: "not_for_export" });
    await findContact(ctx, contact_id);
    const subject = contactSubject(ctx, contact_id);
    if (kind === "export") return insertExport(ctx, subject);
    const startsAt = immediately ? ctx.at : shift(ctx.at, await readDuration(ctx, "erase.cooling_off_days"));
    return insertErasure(ctx, subject, startsAt);
  },
});
