import type { Deployment, Subject } from "../../framework/context.ts";
import type { AnyTable } from "../../framework/table.ts";
import { type Catalogue, ownerKind } from "../catalogue.ts";
import { describeDuration, limitOf } from "../parameters.ts";
import type { ExportedTable } from "./choose-columns.ts";

/** What article 15 of the GDPR asks for besides the data: why, how long, to whom, and where it came from. */
export function describeProcessing(catalogue: Catalogue, kind: Subject["kind"], deployment: Deployment) {
  const tables = [...catalogue.values()].filter(
    (table) => (ownerKind(catalogue, table) === kind || isSpoken(table, kind)) && isPersonal(table),
  );
  return {
    controller: "Whoever runs this deployment; for an organization's content, that organization.",
    deployment: deployment.origin,
    source: "You, or what the system itself recorded of what you did.",
    recipients: recipientsOf(deployment),
    data: tables.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((table) => describeTable(table, kind)),
  };
}

const isSpoken = ({ spoken }: AnyTable, kind: Subject["kind"]) => kind === "contact" && spoken !== undefined;
const isPersonal = (table: AnyTable) => Object.values(table.columns).some(({ info }) => info.personal);

function recipientsOf({ smtpUrl }: Deployment): { who: string; what: string }[] {
  const mail = smtpUrl
    ? [{ who: "The mail server of this deployment", what: "Address and text of mails to you." }]
    : [];
  const models = {
    who: "Model servers that an organization has connected",
    what: "The conversations you have with an agent that uses one. The sandbox model is part of this deployment.",
  };
  return [...mail, models];
}

function describeTable(table: AnyTable, kind: Subject["kind"]) {
  const { keep } = table;
  return {
    table: table.name,
    why_kept: isSpoken(table, kind) ? table.spoken!.because : keep.because,
    class: keep.cls,
    kept: keep.until
      ? `${describeDuration(limitOf(keep.until))} after ${keep.until.column}`
      : "until its owner deletes it or is erased",
    columns: Object.entries(table.columns).flatMap(([name, { info }]) =>
      info.personal
        ? [
            {
              column: name,
              category: info.personal.category,
              purposes: info.personal.purposes,
              in_this_export: info.personal.export,
              sealed: info.seal !== undefined,
              when_erased: erasures[info.personal.erase],
              ...(info.personal.retain && { kept_by_law: info.personal.retain }),
            },
          ]
        : [],
    ),
  };
}

const erasures = {
  shred: "its key is destroyed, then the row is deleted",
  delete: "the row is deleted",
  role_label: "replaced by the role of whoever wrote it",
  retain: "kept as long as the law asks for it",
} as const;

/** The published schema of the export: JSON Schema for every file of rows. */
export function describeSchema(tables: readonly ExportedTable[]) {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Avow export",
    description:
      "Each property is the JSON file of that name under json/; the CSV file under csv/ has the same columns.",
    type: "object",
    properties: Object.fromEntries(tables.map((exported) => [exported.table.name, schemaOf(exported)])),
  };
}

function schemaOf({ table, columns }: ExportedTable) {
  const properties = columns.map((name): [string, object] => {
    const info = table.columns[name]?.info;
    const type = info?.seal ? {} : { type: typeOf(info?.sql ?? "text", info?.nullable ?? false) };
    const format = info?.sql.startsWith("timestamptz") ? { format: "date-time" } : {};
    return [name, { ...type, ...format, ...(info?.personal && { "x-category": info.personal.category }) }];
  });
  return {
    type: "array",
    description: table.keep.because,
    items: { type: "object", properties: Object.fromEntries(properties), required: columns },
  };
}

function typeOf(sql: string, isNullable: boolean): string | string[] {
  const types: [RegExp, string][] = [
    [/\[\]$/, "array"],
    [/^(integer|bigint)/, "integer"],
    [/^double/, "number"],
    [/^boolean/, "boolean"],
    [/^jsonb/, "object"],
  ];
  const type = types.find(([pattern]) => pattern.test(sql))?.[1] ?? "string";
  return isNullable ? [type, "null"] : type;
}
