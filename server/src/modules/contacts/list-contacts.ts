import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { openContacts } from "./open-contacts.ts";
import { contactListed } from "./present-contact.ts";
import { presentListed } from "./present-listed.ts";

export const listContacts = endpoint({
  method: "GET",
  path: "/contacts",
  summary: "The workspace's contacts, oldest first.",
  scope: "workspace",
  permission: "contacts.read",
  purpose: "contacts",
  input: z.strictObject(pageInput),
  output: pageOf(contactListed),
  async run(ctx, { limit, cursor }) {
    const rows = await openContacts(ctx, readCursor(cursor) ?? "", limit + 1);
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    return { data: await presentListed(ctx, data), ...page };
  },
});
