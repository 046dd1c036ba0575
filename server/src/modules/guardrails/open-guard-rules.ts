import {
  buildWorkspaceDetector,
  type ClassId,
  type GuardRules,
  noOwnRules,
  type OwnRules,
} from "../../egress/public.ts";
import type { KeyStore } from "../../framework/context.ts";
import type { Keyring } from "../../framework/keys/keyring.ts";
import { open } from "../../framework/keys/sealing.ts";
import type { Signals } from "../../framework/database/signals.ts";
import { type Database, type Db, readIn } from "../../framework/database/tenant.ts";
import { guardrailChannel } from "./announce-rules.ts";
import { indexValue } from "./exceptions/index-value.ts";
import { findKnown } from "./known/find-known.ts";
import { guardrailRules } from "./tables.ts";

/** A change counts within a second, also where no notification arrives. */
const freshMs = 500;
/** Each may hold some megabytes. */
const rememberedMax = 200;

type Built = OwnRules & { stamp: string };

type Around = { database: Database; signals: Signals; keyring: Keyring; keys: KeyStore };

/** What workspaces watch for, remembered by one process for a moment and forgotten as soon as it is heard to change. */
export function openGuardRules(around: Around): GuardRules {
  const remembered = new Map<string, { rules: Promise<Built>; readAt: number }>();
  around.signals.subscribe(guardrailChannel, (workspaceId) => {
    for (const [id, known] of remembered) if (!workspaceId || id === workspaceId) known.readAt = -freshMs;
  });
  return {
    read({ organizationId, workspaceId, ...rest }) {
      if (!organizationId || !workspaceId) return Promise.resolve(noOwnRules);
      const known = remembered.get(workspaceId);
      if (known && performance.now() - known.readAt < freshMs) return known.rules;
      if (!known && remembered.size >= rememberedMax) remembered.clear();
      const db = readIn(around.database, { organizationId, workspaceId, ...rest });
      const rules = readRules(around, db, known?.rules);
      remembered.set(workspaceId, { rules, readAt: performance.now() });
      rules.catch(() => remembered.delete(workspaceId)); // whoever asked is told; the next one asks again
      return rules;
    },
  };
}

async function readRules(around: Around, db: Db, before?: Promise<Built>): Promise<Built> {
  const { keys, keyring } = around;
  const { organizationId = "", workspaceId = "" } = db.scope;
  const [rows, exceptions] = await Promise.all([
    db
      .of(guardrailRules)
      .selectFrom("guardrail_rules")
      .select(["id", "workspace_id", "kind", "level", "words", "patterns", "version"])
      .where("workspace_id", "=", workspaceId)
      .orderBy("id")
      .execute(),
    db.query<{ value_index: Buffer }>("select value_index from guardrail_exceptions where workspace_id = $1", [
      workspaceId,
    ]),
  ]);
  const excepted = new Set(exceptions.map(({ value_index }) => value_index.toString("base64")));
  const isExcepted = (cls: ClassId, value: string) =>
    excepted.size > 0 && excepted.has(indexValue(keyring, workspaceId, cls, value).toString("base64"));
  const stamp = rows.map(({ id, version }) => `${id}.${version}`).join(" ");
  const built = await before?.catch(() => undefined); // whoever asked then was told
  const always: Pick<OwnRules, "isExcepted" | "findKnown"> = {
    isExcepted,
    findKnown: (scope, texts, signal) => findKnown(around, scope, texts, signal),
  };
  if (built?.stamp === stamp) return { ...built, ...always };
  if (rows.length === 0) return { ...noOwnRules, stamp, ...always };
  const key = await keys.of({ kind: "organization", id: organizationId }, "content");
  const opened = rows.map((row) => ({ ...open(guardrailRules, key, row, "guardrails"), cls: row.kind }));
  return {
    stamp,
    detectors: [buildWorkspaceDetector(opened)],
    levels: new Map(opened.map(({ id, level }) => [id, level])),
    ...always,
  };
}
