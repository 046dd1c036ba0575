import { createHash } from "node:crypto";
import type { Context } from "../../framework/context.ts";
import { composedPort } from "../../framework/promise.ts";
import { policiesPort, registerPort } from "../../egress/public.ts";
import { parameterNames, purposes, shift } from "../../privacy/public.ts";
import { hasSeveralUsers } from "../users/public.ts";
import { compareSnapshots, type SnapshotChange } from "./compare-snapshots.ts";
import { findBlanks } from "./operator-profile.ts";
import { readProfile } from "./read-profile.ts";
import { findVersions } from "./find-versions.ts";
import type { PolicySnapshot } from "./tables.ts";
import { writeDocument } from "./write-document.ts";

export type Draft = {
  version: number;
  document: string;
  hash: string;
  snapshot: PolicySnapshot;
  changes: SnapshotChange[];
  isMaterial: boolean;
  publishedAt: Date;
  effectiveAt: Date;
  /** What has to be filled in before it can be published. */
  blanks: string[];
};

export const hashDocument = (document: string): string => createHash("sha256").update(document, "utf8").digest("hex");

/** The next version, from what is in force now; with the time from which it would hold. */
export async function draftVersion(ctx: Context<"organization">, organizationName: string): Promise<Draft> {
  const { organizationId } = ctx.scope;
  const [policy, register, { profile }, versions] = await Promise.all([
    ctx.port(policiesPort).read({ organizationId }),
    ctx.port(registerPort).read(),
    readProfile(ctx),
    findVersions(ctx, organizationId),
  ]);
  const inUse = [...register.values()].filter(({ effectiveAt }) => effectiveAt);
  const snapshot: PolicySnapshot = {
    values: Object.fromEntries(parameterNames.map((name) => [name, policy.resolve(name).value])),
    processors: Object.fromEntries(
      inUse.map(({ name, facts: { country, purposes: why } }) => [name, { country, purposes: why }]),
    ),
    purposes: [...purposes.keys()],
  };
  const [last] = versions;
  const changes = last ? compareSnapshots(last.snapshot, snapshot) : [];
  const isMaterial = changes.some(({ direction }) => direction === "weaker");
  const notice = { amount: policy.number("notice.days"), unit: "days" as const };
  const waits = isMaterial && (await hasSeveralUsers(ctx));
  const version = (last?.version ?? 0) + 1;
  const [publishedAt, effectiveAt] = [ctx.at, waits ? shift(ctx.at, notice) : ctx.at];
  const about = { organizationName, profile, version, publishedAt, effectiveAt, changes };
  const document = writeDocument(ctx.port(composedPort)(), { ...about, policy, processors: inUse });
  return {
    version,
    document,
    hash: hashDocument(document),
    snapshot,
    changes,
    isMaterial,
    publishedAt,
    effectiveAt,
    blanks: findBlanks(profile),
  };
}
