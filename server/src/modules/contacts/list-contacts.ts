import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/pagination.ts";
import { openContacts } from "./open-contacts.ts";
import { contactSummary, presentContact } from "./present-contact.ts";

export const listContacts = endpoint({
  method: "GET",
  path: "/contacts",
  summary: "The workspace's contacts, oldest first.",
  scope: "workspace",
  permission: "contacts.read",
  purpose: "contacts",
  input: z.strictObject(pageInput),
  output: pageOf(contactSummary),
  async run(ctx, { limit, cursor }) {
    const rows = await openContacts(ctx, readCursor(cursor) ?? "", limit + 1);
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    return { data: data.map(presentContact), ...page };
  },
});
