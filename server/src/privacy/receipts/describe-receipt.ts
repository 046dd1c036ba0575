import type { Receipt } from "./receipt.ts";

/** What a receipt says, in sentences for the person it is about. */
export function describeReceipt(receipt: Receipt): string[] {
  const { kind, id, deployment, requested_at, completed_at, removed, kept, limits } = receipt;
  const what = kind === "erasure" ? "erased" : "handed over";
  return [
    `Receipt ${id} of ${deployment.name} (${deployment.origin}).`,
    `The data of one ${subjectNames[receipt.subject.kind]} was ${what}: asked for ${requested_at}, done ${completed_at}.`,
    ...removed.map(({ label, rows }) => `Removed: ${label}, ${countRows(rows)}.`),
    ...kept.map(describeKept),
    ...(kind === "erasure" && kept.length === 0 ? ["Nothing was kept."] : []),
    ...describeLevels(receipt.levels),
    ...limits,
  ];
}

const subjectNames = { user: "user", organization: "organization", contact: "person without an account" } as const;

function describeKept({ what, columns, class: cls, basis, until, rows }: Receipt["kept"][number]): string {
  return `Kept until ${until}: ${what} (${columns.join(", ")}), ${countRows(rows)}, class ${cls}, because: ${basis}.`;
}

function describeLevels(levels: Receipt["levels"]): string[] {
  if (levels === null) return [];
  const { undecryptable_everywhere: everywhere } = levels;
  return [
    `Hidden from everyone since ${levels.hidden_at}.`,
    `Unreadable in the running system since ${levels.undecryptable_live_at}.`,
    `Unreadable everywhere, backups included, by ${everywhere.by}: ${everywhere.how}.`,
    `The last bytes are gone by ${levels.bytes_gone.by}.`,
    ...levels.processors.map(({ name, outcome, by }) => `${name}: ${outcome}${by === null ? "" : `, by ${by}`}.`),
  ];
}

function countRows(rows: number): string {
  return rows === 1 ? "1 row" : `${rows} rows`;
}
