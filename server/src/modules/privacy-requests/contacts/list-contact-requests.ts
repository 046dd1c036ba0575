import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { presentPrivacyRequest, requestOutput } from "../present-privacy-request.ts";
import { findContactRequests } from "./find-contact-request.ts";

export const listContactRequests = endpoint({
  method: "GET",
  path: "/contact-requests",
  summary: "Exports and erasures asked for in the name of contacts, newest first.",
  scope: "workspace",
  permission: "contacts.erase",
  purpose: "contacts",
  input: z.strictObject({ contact_id: z.string().optional(), ...pageInput }),
  output: pageOf(requestOutput),
  async run(ctx, { contact_id, limit, cursor }) {
    const of = contact_id === undefined ? {} : { contactId: contact_id };
    const rows = await findContactRequests(ctx, { ...of, before: readCursor(cursor), most: limit + 1 });
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    return { data: await Promise.all(data.map((row) => presentPrivacyRequest(ctx, row))), ...page };
  },
});
