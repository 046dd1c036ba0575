import { newId } from "../../../framework/ids.ts";
import { judge, promise } from "../../../framework/promise.ts";
import { readIn, proveScope } from "../../../framework/database/tenant.ts";
import { catalogueOf } from "../../catalogue.ts";
import { chooseExport } from "../../export/choose-columns.ts";
import { writeArchive } from "../../export/write-archive.ts";
import { storedObjectsPort } from "../../stored-objects.ts";

export const exportToTakeAlong = promise("rights.port", {
  enforcedBy: ["privacy/export/write-archive.ts#writeArchive", "privacy/export/describe-processing.ts#describeSchema"],
  tests: ["server/src/privacy/export/write-archive.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    // The archive of somebody who never was: its form, without anybody's data.
    const subject = { kind: "user" as const, id: newId("usr", look.at) };
    const catalogue = catalogueOf(look.app.tables);
    const about = { export_id: newId("prq", look.at), subject, made_at: look.at.toISOString() };
    const means = { ...look, db: readIn(look.database, proveScope({ userId: subject.id })) };
    const parts: Uint8Array[] = [];
    const archive = { about, means, catalogue, objects: look.port(storedObjectsPort) };
    for await (const part of writeArchive(archive)) parts.push(part);
    const zip = Buffer.concat(parts);
    const tables = chooseExport(catalogue, "user").map(({ table }) => table.name);
    const lacks = tables.filter((name) => !zip.includes(`json/${name}.json`) || !zip.includes(`csv/${name}.csv`));
    return judge(
      { bytes: zip.length, tables: tables.length },
      [zip.subarray(0, 2).toString() === "PK", "An export is no zip archive."],
      [lacks.length === 0, `The export has no JSON or no CSV of ${lacks[0] ?? ""}.`],
      [zip.includes("schema"), "The export does not come with its schema."],
    );
  },
});
