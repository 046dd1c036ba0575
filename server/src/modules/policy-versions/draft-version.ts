import { createHash } from "node:crypto";
import type { Work } from "../../framework/context.ts";
import { composedPort } from "../../framework/promise.ts";
import { policiesPort, registerPort, resolvePolicy } from "../../egress/public.ts";
import { shift } from "../../privacy/public.ts";
import { hasSeveralUsers } from "../users/public.ts";
import { compareSnapshots, isWeaker, type SnapshotChange } from "./compare-snapshots.ts";
import { findBlanks } from "./operator-profile.ts";
import { readProfile } from "./read-profile.ts";
import { chooseVersions, findVersions, type VersionRow } from "./find-versions.ts";
import type { PolicySnapshot } from "./tables.ts";
import { takeSnapshot } from "./take-snapshot.ts";
import { writeDocument } from "./document/write-document.ts";

export type Draft = {
  version: number;
  document: string;
  hash: string;
  snapshot: PolicySnapshot;
  /** Against the version that was published last, whether it is in effect or announced. */
  changes: SnapshotChange[];
  isMaterial: boolean;
  publishedAt: Date;
  effectiveAt: Date;
  /** What has to be filled in before it can be published. */
  blanks: string[];
};

export const hashDocument = (document: string): string => createHash("sha256").update(document, "utf8").digest("hex");

/** The next version: what is in force now and what was announced, with the time from which it would hold. */
export async function draftVersion(
  ctx: Work,
  { organizationId, organizationName }: { organizationId: string; organizationName: string },
): Promise<Draft> {
  const policies = ctx.port(policiesPort);
  const [now, levels, register, { profile }, versions, isNoticeDue] = await Promise.all([
    policies.read({ organizationId }),
    policies.readLevels({ organizationId }),
    ctx.port(registerPort).read(),
    readProfile(ctx),
    findVersions(ctx, organizationId),
    hasSeveralUsers(ctx),
  ]);
  const [app, policy] = [ctx.port(composedPort)(), resolvePolicy(levels)];
  const processors = [...register.values()].filter(({ effectiveAt }) => effectiveAt);
  const snapshot = takeSnapshot(app, { policy, processors, profile });
  const [last] = versions;
  const notice = { amount: now.number("notice.days"), unit: "days" as const };
  const wait = isNoticeDue ? shift(ctx.at, notice) : ctx.at;
  const dates = { publishedAt: ctx.at, ...dateVersion(versions, snapshot, { at: ctx.at, afterNotice: wait }) };
  const version = (last?.version ?? 0) + 1;
  const changes = last ? compareSnapshots(last.snapshot, snapshot) : [];
  const about = { organizationName, profile, version, changes, ...dates };
  const document = writeDocument(app, { ...about, policy, processors });
  const blanks = findBlanks(profile);
  return { version, document, hash: hashDocument(document), snapshot, changes, blanks, ...dates };
}

type Moments = { at: Date; afterNotice: Date };

/**
 * What weakens the version published last waits for the notice period. What weakens only the one in force was announced
 * with that last one, and takes effect when it does.
 */
function dateVersion(versions: readonly VersionRow[], snapshot: PolicySnapshot, { at, afterNotice }: Moments) {
  const { current, coming } = chooseVersions(versions, at);
  const weakens = (than: VersionRow | undefined) =>
    than !== undefined && compareSnapshots(than.snapshot, snapshot).some(isWeaker);
  const announced = coming && weakens(current) ? coming.effective_at : at;
  const isNews = weakens(versions[0]);
  return {
    isMaterial: isNews || weakens(current),
    effectiveAt: isNews && afterNotice > announced ? afterNotice : announced,
  };
}
