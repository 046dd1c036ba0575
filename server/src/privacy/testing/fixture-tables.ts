import { personal, plain } from "../../framework/columns.ts";
import { type AnyTable, owns, table } from "../../framework/table.ts";

const name = { category: "user.name", purposes: ["account"], export: true } as const;
export const account = { cls: "account", because: "A table of the tests." } as const;

export const asAny = (declared: unknown): AnyTable => declared as AnyTable;

/** The smallest catalogue in which there are users, organizations and workspaces. */
export const rootTables = (): AnyTable[] =>
  [
    table("users", {
      tenant: "deployment",
      owner: owns.user("id"),
      keep: account,
      columns: {
        id: plain.id("usr"),
        name: personal.text({ ...name, seal: "subject", erase: "shred" }),
        suspended_at: plain.time().nullable(),
      },
    }),
    table("organizations", {
      tenant: "organization",
      owner: owns.organization(),
      keep: account,
      key: [],
      columns: { suspended_at: plain.time().nullable() },
    }),
    table("workspaces", {
      tenant: "organization",
      owner: owns.organization(),
      keep: account,
      columns: { id: plain.id("wsp") },
    }),
  ].map(asAny);

/** What a tax office asks for: it outlives its user, with less in it. */
export const invoices = table("invoices", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "billing",
    because: "Tax law asks for invoices.",
    until: { column: "issued_at", parameter: "retention.billing_years" },
  },
  columns: {
    id: plain.id("ivc"),
    user_id: plain.looseRef(),
    amount: plain.int(),
    payer: personal.text({
      category: "user.name",
      purposes: ["tax"],
      seal: "subject",
      erase: "retain",
      export: true,
      retain: { basis: "§ 147 AO", years: 7 },
    }),
    note: personal
      .text({ category: "user.content", purposes: ["tax"], seal: "subject", erase: "shred", export: true })
      .nullable(),
    issued_at: plain.time(),
  },
  indexes: [{ on: ["issued_at"] }, { on: ["user_id"] }],
});
