import { judge, promise } from "../../../framework/promise.ts";

/** What people write, upload, have made, and have done for them: each can be listed and deleted by itself. */
const kinds = [
  "agent-triggers",
  "agents",
  "connections",
  "conversations",
  "files",
  "knowledge-collections",
  "knowledge-documents",
  "memories",
  "runs",
] as const;
const classes: ReadonlySet<string> = new Set(["content", "conversation"]);

export const keepContentOwned = promise("content.store", {
  enforcedBy: [
    "modules/conversations/tables.ts#messages",
    "modules/files/public.ts#storedObjectsOver",
    "modules/files/tables.ts#attachments",
    "modules/runs/tables.ts#toolCalls",
    "modules/knowledge/tables.ts#knowledgePassages",
    "modules/knowledge/tables.ts#knowledgeIndexes",
    "modules/memory/tables.ts#memories",
  ],
  tests: [
    "server/src/privacy/erase-and-scan.test.ts",
    "scripts/acceptance/canary.test.ts",
    "server/src/modules/attachments/attachments.test.ts",
    "server/src/modules/knowledge/knowledge.test.ts",
    "server/src/modules/memory/memory.test.ts",
  ],
  everyMinutes: 60,
  probe(look) {
    const content = look.app.tables.filter(({ keep }) => classes.has(keep.cls));
    const ownerless = content.filter(({ owner, derived }) => owner.kind === "system" && !derived);
    const cells = content.flatMap((table) =>
      Object.entries(table.columns).flatMap(([name, { info }]) => (info.personal ? [{ name, table, info }] : [])),
    );
    const stuck = cells.filter(({ info }) => info.seal && !info.personal?.export && info.personal?.erase !== "shred");
    const ways = new Set(look.app.endpoints.map(({ method, path }) => `${method} ${path.replace(/\{.*\}$/, "{}")}`));
    const unlisted = kinds.filter((kind) => !ways.has(`GET /${kind}`));
    const lasting = kinds.filter((kind) => !ways.has(`DELETE /${kind}/{}`));
    return judge(
      { tables: content.length, columns: cells.length, kinds: kinds.length },
      [ownerless.length === 0, `What lies in ${ownerless[0]?.name ?? ""} belongs to nobody.`],
      [stuck.length === 0, `${stuck[0]?.table.name ?? ""} can be neither exported nor erased.`],
      [unlisted.length === 0, `Nobody can list ${unlisted[0] ?? ""}.`],
      [lasting.length === 0, `Nobody can delete ${lasting[0] ?? ""}.`],
    );
  },
});
