import type { Column } from "../columns.ts";
import { type AnyTable, type Index, tenantColumns } from "../table.ts";

/** Group roles that own nothing. Requests work as `avow_app`; cross-tenant work as `avow_system`. */
export const appRole = "avow_app";
export const systemRole = "avow_system";

const settingOf = {
  user: "user_id",
  organization: "organization_id",
  workspace: "workspace_id",
  principal: "principal",
};

/**
 * A setting of this transaction; a pooled connection returns an empty string where nothing was set.
 * As a sub-select it is read once per statement, not once per row.
 */
const setting = (name: keyof typeof settingOf) =>
  `(select nullif(current_setting('app.${settingOf[name]}', true), ''))`;

/**
 * Which of a table's rows a request may touch, or `false`: Postgres enforces it on every statement. A foreign key
 * holds a workspace's rows in its organization, so what is there is known by the workspace alone; what is written is
 * compared with both.
 */
export function rowPredicate(table: AnyTable, isWritten = false): string {
  const inTenant =
    table.tenant === "workspace"
      ? `workspace_id = ${setting("workspace")}${isWritten ? ` and organization_id = ${setting("organization")}` : ""}`
      : table.tenant === "organization"
        ? `organization_id = ${setting("organization")}`
        : undefined;
  const own = (table.own ?? []).map(([column, name]) => `${column} = ${setting(name)}`);
  const mine = table.private ? `${table.private} = ${setting("user")}` : undefined;
  const tenantRows = inTenant && mine ? `(${inTenant} and ${mine})` : inTenant && `(${inTenant})`;
  return [tenantRows, ...own].filter(Boolean).join(" or ") || "false";
}

/** Every column of a table as Postgres has it, tenant columns first. */
export function storedColumns(table: AnyTable): [string, string][] {
  const tenant: [string, string][] =
    table.tenant === "deployment"
      ? []
      : [["organization_id", 'text collate "C" not null'] as [string, string]].concat(
          table.tenant === "workspace" ? [["workspace_id", 'text collate "C" not null']] : [],
        );
  return [...tenant, ...Object.entries(table.columns).map(([name, c]): [string, string] => [name, columnSql(c)])];
}

const columnSql = ({ info }: Column) =>
  [info.sql, info.nullable ? "" : "not null", info.default ? `default ${info.default}` : ""].filter(Boolean).join(" ");

/** All SQL a table needs: columns, composite keys, forced row-level security, grants, and its promise as a comment. */
export function createTableSql(table: AnyTable, all: ReadonlyMap<string, AnyTable>): string {
  const lead = tenantColumns(table.tenant);
  const constraints = [
    `primary key (${[...lead, ...table.key].join(", ")})`,
    ...tenantKeys(table, all),
    ...Object.entries(table.columns).flatMap(([name, { info }]) => [
      ...(info.check ? [`check (${info.check(name)})`] : []),
      ...(info.unique ? [`unique (${[...lead, name].join(", ")})`] : []),
      ...(info.references ? [foreignKeySql(table, name, info.references, all)] : []),
    ]),
    ...(table.checks ?? []).map((c) => `check (${c})`),
  ];
  const lines = [...storedColumns(table).map(([name, sql]) => `${name} ${sql}`), ...constraints];
  return [
    `create ${table.derived ? "unlogged " : ""}table ${table.name} (\n  ${lines.join(",\n  ")}\n);`,
    ...(table.indexes ?? []).map((i) => indexSql(table, i)),
    ...balanceSql(table),
    ...securitySql(table),
    ...commentSql(table),
  ].join("\n");
}

/** A row lives in a tenant that exists, and a workspace's rows in the organization the workspace belongs to. */
function tenantKeys(table: AnyTable, all: ReadonlyMap<string, AnyTable>): string[] {
  if (table.tenant === "workspace" && all.has("workspaces"))
    return [
      "foreign key (organization_id, workspace_id) references workspaces (organization_id, id) on delete cascade",
    ];
  if (table.tenant === "organization" && table.name !== "organizations" && all.has("organizations"))
    return ["foreign key (organization_id) references organizations (organization_id) on delete cascade"];
  return [];
}

function foreignKeySql(
  table: AnyTable,
  column: string,
  to: { table: string; onDelete: string },
  all: ReadonlyMap<string, AnyTable>,
): string {
  const target = all.get(to.table);
  if (!target) throw new Error(`${table.name}.${column} points at ${to.table}, which no module declares`);
  const lead = tenantColumns(target.tenant);
  return `foreign key (${[...lead, column].join(", ")}) references ${to.table} (${[...lead, ...target.key].join(", ")}) on delete ${to.onDelete}`;
}

function indexSql(table: AnyTable, index: Index): string {
  const name = `${table.name}_${index.on.map((c) => c.split(" ")[0]).join("_")}`.slice(0, 60);
  const where = index.where ? ` where ${index.where}` : "";
  return `create ${index.unique ? "unique " : ""}index ${name} on ${table.name} ${index.using ? `using ${index.using} ` : ""}(${index.on.join(", ")})${where};`;
}

/** A trigger over all rows of a statement: what is in balance before it is in balance after it. */
function balanceSql({ name, balanced, tenant }: AnyTable): string[] {
  if (!balanced) return [];
  const per = [...tenantColumns(tenant), balanced.per].join(", ");
  const isOff = `exists (select from added group by ${per} having sum(${balanced.amount}) <> 0)`;
  const refuse = `raise exception 'what was added to ${name} does not sum to zero' using errcode = '23514', constraint = '${name}_balanced';`;
  return [
    `create function ${name}_balanced() returns trigger language plpgsql as $$ begin if ${isOff} then ${refuse} end if; return null; end $$;`,
    `create trigger ${name}_balanced after insert on ${name} referencing new table as added for each statement execute function ${name}_balanced();`,
  ];
}

/** Enabled, forced, one policy for requests and one for the system role. */
export function securitySql(table: AnyTable): string[] {
  return [
    `alter table ${table.name} enable row level security;`,
    `alter table ${table.name} force row level security;`,
    `create policy app on ${table.name} to ${appRole} using (${rowPredicate(table)}) with check (${rowPredicate(table, true)});`,
    `create policy system on ${table.name} to ${systemRole} using (true) with check (true);`,
    ...(table.appendOnly
      ? [
          `grant select, insert on ${table.name} to ${appRole};`,
          `grant select, insert, update, delete on ${table.name} to ${systemRole};`,
        ]
      : [`grant select, insert, update, delete on ${table.name} to ${appRole}, ${systemRole};`]),
  ];
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The catalogue, readable by whoever looks at the database. */
function commentSql(table: AnyTable): string[] {
  const columns = Object.entries(table.columns).filter(([, { info }]) => info.personal);
  return [
    `comment on table ${table.name} is ${quoted(JSON.stringify({ owner: table.owner, keep: table.keep }))};`,
    ...columns.map(
      ([name, { info }]) =>
        `comment on column ${table.name}.${name} is ${quoted(JSON.stringify({ ...info.personal, seal: info.seal }))};`,
    ),
  ];
}
