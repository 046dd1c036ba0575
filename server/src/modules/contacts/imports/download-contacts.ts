import { stringify } from "csv-stringify/sync";
import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import type { ContactRow } from "../find-contact.ts";
import { openContacts } from "../open-contacts.ts";
import { listIdentities } from "../identities/list-identities.ts";
import type { Identity } from "../identities/read-identity.ts";
import { type IdentityKind, identityKinds } from "../tables.ts";
import { cellSeparator, contactColumnNames } from "./read-cell.ts";

const pageMax = 500;

export const downloadContacts = streamEndpoint({
  method: "GET",
  path: "/contacts.csv",
  summary: "All contacts of the workspace for a spreadsheet, in the columns that an import reads.",
  description:
    "What they agreed to is what holds now. Cells that a spreadsheet might take for a formula begin with an apostrophe; an import takes it off again.",
  scope: "workspace",
  permission: "contacts.erase",
  purpose: "contacts",
  rate: "expensive",
  contentType: "text/csv",
  fileName: () => "contacts.csv",
  input: z.strictObject({}),
  audit: { action: "contact.all_exported", target: (_, { workspaceId }) => workspaceId! },
  stream: (ctx) => writeContacts(ctx),
});

async function* writeContacts(ctx: Work): AsyncGenerator<string> {
  const columns = contactColumnNames.filter((name) => name !== "evidence");
  yield stringify([columns]);
  for (let after = ""; ; ) {
    const rows = await openContacts(ctx, after, pageMax);
    const reached = await listIdentities(
      ctx,
      rows.map(({ id }) => id),
    );
    const agreed = await readAgreed(ctx, rows);
    const cells = rows.map(({ id, name, age_state }) => ({
      name,
      age: age_state,
      ...cellsOf(reached.get(id) ?? []),
      consents: agreed.get(id),
    }));
    if (rows.length > 0) yield stringify(cells, { columns, escape_formulas: true });
    after = rows.at(-1)?.id ?? after;
    if (rows.length < pageMax) return;
  }
}

/** The cells of what somebody is reached by. */
function cellsOf(identities: readonly Identity[]): Record<string, string> {
  const write = ({ network, value }: Identity) => (network === null ? value : `${value}@${network}`);
  const cell = (wanted: IdentityKind) => identities.filter(({ kind }) => kind === wanted).map(write);
  return Object.fromEntries(identityKinds.map((kind) => [kind, cell(kind).join(cellSeparator)]));
}

async function readAgreed(ctx: Work, rows: readonly ContactRow[]): Promise<Map<string, string>> {
  const stored = await ctx.db.query<{ contact_id: string; purposes: string }>(
    `select contact_id, string_agg(purpose, '${cellSeparator}' order by purpose) as purposes from (
       select distinct on (contact_id, purpose) contact_id, purpose, state from contact_consents
       where workspace_id = $1 and contact_id = any($2)
       order by contact_id, purpose, recorded_at desc, state desc, id desc) newest
     where state = 'given' group by contact_id`,
    [ctx.scope.workspaceId, rows.map(({ id }) => id)],
  );
  return new Map(stored.map(({ contact_id, purposes }) => [contact_id, purposes]));
}
