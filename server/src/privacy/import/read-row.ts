import type * as z from "zod";
import type { Column } from "../../framework/columns.ts";
import { type AnyTable, tenantColumns } from "../../framework/table.ts";
import type { Row } from "../export/open-rows.ts";
import type { ImportReason, ImportRule, ImportWork } from "./import-rule.ts";
import { isId } from "./map-id.ts";

export type Read = { row: Row } | { refused: ImportReason };
type Info = Column["info"];

/**
 * A row as it is to be written: ids made anew, the tenant and the person those of whoever imports, every value of its
 * column's kind. A column that a row does not have, or that no export carries, is empty or what the rule says.
 */
export function readRow(work: ImportWork, rule: ImportRule, given: Row, mapId: (id: string) => string): Read {
  const { table } = rule;
  const row: Row = tenantOf(work, table);
  for (const [name, { info }] of Object.entries(table.columns)) {
    if (info.sql.includes("generated always")) continue;
    const column = { name, info, json: rule.json?.[name] };
    const value = valueOf(work, table, column, given[name] ?? null, mapId);
    row[name] = rule.set && name in rule.set ? rule.set[name] : value;
    if (row[name] === wrong) return { refused: "wrong_value" };
  }
  if (rule.shape && !rule.shape.safeParse(row).success) return { refused: "wrong_value" };
  try {
    return { row: { ...row, ...rule.fill?.(work, row) } };
  } catch {
    return { refused: "not_allowed" }; // told with its row: an archive may hold what no form would take
  }
}

const tenantOf = ({ scope }: ImportWork, { tenant }: AnyTable): Row => ({
  ...(tenant !== "deployment" && { organization_id: scope.organizationId }),
  ...(tenantColumns(tenant).includes("workspace_id") && { workspace_id: scope.workspaceId }),
});

const wrong = Symbol("wrong");

function valueOf(
  work: ImportWork,
  table: AnyTable,
  { name, info, json }: { name: string; info: Info; json: z.ZodType | undefined },
  value: unknown,
  mapId: (id: string) => string,
): unknown {
  const isOwner = table.owner.kind === "user" && table.owner.column === name;
  if (isOwner || info.references?.table === "users") return work.scope.userId;
  if (info.actor || info.stored || info.objectKey || (info.sql === "bytea" && !info.seal)) return null;
  if (value === null) return info.nullable ? null : info.default === undefined ? wrong : undefined;
  if (info.seal) return value;
  if (json) return readJson(json, value);
  return isId(value) || info.idPrefix || info.references ? readId(info, value, mapId) : readPlain(info, value);
}

function readId(info: Info, value: unknown, mapId: (id: string) => string): unknown {
  const isOfKind = isId(value) && (!info.idPrefix || value.startsWith(`${info.idPrefix}_`));
  return isOfKind ? mapId(value) : wrong;
}

/** As text: an array would be taken for one of PostgreSQL's own. */
function readJson(shape: z.ZodType, value: unknown): unknown {
  const read = shape.safeParse(value);
  return read.success ? JSON.stringify(read.data) : wrong;
}

const textMax = 1000;
const readers: [RegExp, (value: unknown) => unknown][] = [
  [/^text\[\]/, (v) => (Array.isArray(v) && v.length <= 1000 && v.every(isShort) ? v : wrong)],
  [/^text/, (v) => (isShort(v) ? v : wrong)],
  [/^integer/, (v) => (Number.isInteger(v) && Math.abs(v as number) < 2 ** 31 ? v : wrong)],
  [/^bigint/, (v) => (Number.isSafeInteger(v) ? v : wrong)],
  [/^double/, (v) => (Number.isFinite(v) ? v : wrong)],
  [/^boolean/, (v) => (typeof v === "boolean" ? v : wrong)],
  [/^timestamptz/, (v) => readTime(v)],
];

const isShort = (value: unknown) => typeof value === "string" && value.length <= textMax;

function readTime(value: unknown): unknown {
  const at = typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(value) ? new Date(value) : undefined;
  return at && Number.isFinite(at.getTime()) ? at : wrong;
}

function readPlain(info: Info, value: unknown): unknown {
  const read = readers.find(([pattern]) => pattern.test(info.sql))?.[1];
  const found = read ? read(value) : wrong; // whatever else a plain column holds, no rule lets it in
  const allowed = info.check ? [...info.check("it").matchAll(/'([^']*)'/g)].map(([, word]) => word) : undefined;
  return allowed && allowed.length > 0 && !allowed.includes(found as string) ? wrong : found;
}
