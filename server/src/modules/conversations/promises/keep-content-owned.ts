import { judge, promise } from "../../../framework/promise.ts";

export const keepContentOwned = promise("content.store", {
  enforcedBy: ["modules/conversations/tables.ts#messages", "modules/files/public.ts#storedObjectsOver"],
  tests: ["server/src/privacy/erase-and-scan.test.ts", "scripts/acceptance/canary.test.ts"],
  everyMinutes: 60,
  probe(look) {
    const content = look.app.tables.filter(({ keep }) => keep.cls === "content" || keep.cls === "conversation");
    const ownerless = content.filter(({ owner, derived }) => owner.kind === "system" && !derived);
    const cells = content.flatMap((table) =>
      Object.entries(table.columns).flatMap(([name, { info }]) => (info.personal ? [{ name, table, info }] : [])),
    );
    const stuck = cells.filter(({ info }) => info.seal && !info.personal?.export && info.personal?.erase !== "shred");
    const listed = look.app.endpoints.filter(
      ({ method, path }) => method === "GET" && /^\/(conversations|files|agents)$/.test(path),
    );
    const removable = look.app.endpoints.filter(
      ({ method, path }) => method === "DELETE" && /^\/(conversations|files|agents)\//.test(path),
    );
    return judge(
      { tables: content.length, columns: cells.length, ways: listed.length + removable.length },
      [ownerless.length === 0, `What lies in ${ownerless[0]?.name ?? ""} belongs to nobody.`],
      [stuck.length === 0, `${stuck[0]?.table.name ?? ""} can be neither exported nor erased.`],
      [listed.length >= 3, "Conversations, files or agents cannot be listed."],
      [removable.length >= 3, "Conversations, files or agents cannot be deleted."],
    );
  },
});
