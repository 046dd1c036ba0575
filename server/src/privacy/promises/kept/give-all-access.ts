import { judge, promise } from "../../../framework/promise.ts";
import { catalogueOf, documentColumns, ownerKind } from "../../catalogue.ts";
import { chooseExport } from "../../export/choose-columns.ts";
import { describeProcessing } from "../../export/describe-processing.ts";
import { listPersonal } from "../list-personal.ts";

const kinds = ["user", "organization", "contact"] as const;

export const giveAllAccess = promise("rights.access", {
  enforcedBy: [
    "privacy/export/choose-columns.ts#chooseExport",
    "privacy/export/read-documents.ts#readDocuments",
    "privacy/export/describe-processing.ts#describeProcessing",
  ],
  tests: ["server/src/privacy/export/write-archive.test.ts", "server/src/privacy/erase-and-scan.test.ts"],
  everyMinutes: 60,
  probe(look) {
    const catalogue = catalogueOf(look.app.tables);
    const given = new Set(
      kinds.flatMap((kind) =>
        chooseExport(catalogue, kind).flatMap(({ table, columns }) =>
          [...columns, ...documentColumns(table)].map((one) => `${kind} ${table.name}.${one}`),
        ),
      ),
    );
    const owed = listPersonal(look.app.tables)
      .filter(({ table, facts }) => facts.export && ownerKind(catalogue, table) !== "nobody")
      .map(({ table, column }) => `${ownerKind(catalogue, table)} ${table.name}.${column}`);
    const missing = owed.filter((one) => !given.has(one));
    const told = kinds.flatMap((kind) => describeProcessing(catalogue, kind, look.deployment).data);
    const untold = told.filter(({ why_kept, kept }) => !why_kept || !kept);
    return judge(
      { columns: owed.length, tables_explained: told.length },
      [missing.length === 0, `The export leaves out ${missing[0] ?? ""}.`],
      [untold.length === 0, `The export does not say what ${untold[0]?.table ?? ""} is for and how long it stays.`],
    );
  },
});
