import { joinAges } from "../merges/join-contacts.ts";
import type { AgeState, ConsentPurpose } from "../tables.ts";
import { identitiesMax } from "../identities/insert-identity.ts";
import type { Identity } from "../identities/read-identity.ts";
import type { ImportRow, RowProblem } from "./read-row.ts";

/** A contact that is there already, as far as an import has to know. */
export type Existing = {
  id: string;
  isNamed: boolean;
  age_state: AgeState;
  identities: number;
  /** Purposes of which something was said already, a yes or a no. */
  said: ReadonlySet<ConsentPurpose>;
  isBeingErased: boolean;
};

/** What is written of one contact: all of it where it is new, else what comes on top. */
export type Draft = {
  existing: Existing | undefined;
  name: string | null;
  age_state: AgeState;
  identities: { identity: Identity; hash: string }[];
  consents: { purpose: ConsentPurpose; evidence: string | null }[];
};

export type Outcome = "created" | "merged" | "unchanged" | "refused";
export type Planned = { line: number; outcome: Outcome; draft?: Draft; problem?: RowProblem };

type Hash = (identity: Identity) => string;
type Means = { hash: Hash; existing: ReadonlyMap<string, Existing> };

/**
 * What an import would do, row by row. Whoever has one of a row's identities is the one it is about, also where an
 * earlier row brought it. What was said of a consent stands: an import never turns a no into a yes.
 * @param existing by the keyed hash of what they are reached by
 */
export function planImport(rows: readonly ImportRow[], { hash, existing }: Means): Planned[] {
  const drafts = new Map<string, Draft>();
  const touched = new Map<string, Draft>();
  const draftOf = (key: string): Draft | undefined => {
    const known = existing.get(key);
    if (drafts.has(key) || !known) return drafts.get(key);
    const draft = touched.get(known.id) ?? draftFor(known);
    touched.set(known.id, draft);
    return draft;
  };
  return rows.map((row) => {
    const keyed = row.identities.map((identity) => ({ identity, hash: hash(identity) }));
    const found = [...new Set(keyed.flatMap((one) => draftOf(one.hash) ?? []))];
    const [known] = found;
    const problem = findProblem(found, keyed);
    if (problem) return { line: row.line, outcome: "refused", problem };
    const draft = known ?? draftFor();
    const added = addRow(
      draft,
      row,
      keyed.filter((one, i) => isFirst(keyed, one.hash, i) && !draftOf(one.hash)),
    );
    for (const one of keyed) drafts.set(one.hash, draft);
    return { line: row.line, outcome: known ? (added ? "merged" : "unchanged") : "created", draft };
  });
}

const isFirst = (keyed: readonly { hash: string }[], hash: string, i: number) =>
  keyed.findIndex((one) => one.hash === hash) === i;

const draftFor = (existing?: Existing): Draft => ({
  existing,
  name: null,
  age_state: existing?.age_state ?? "unknown",
  identities: [],
  consents: [],
});

function findProblem(found: readonly Draft[], keyed: Draft["identities"]): RowProblem | undefined {
  const column = keyed[0]?.identity.kind ?? "email";
  if (found.length > 1) return { column, reason: "two_contacts" };
  const [known] = found;
  if (known?.existing?.isBeingErased) return { column, reason: "being_erased" };
  const has = (known?.existing?.identities ?? 0) + (known?.identities.length ?? 0);
  return has + keyed.length > identitiesMax ? { column, reason: "limit_reached" } : undefined;
}

/** Adds what a row brings; tells whether that was anything. */
function addRow(draft: Draft, row: ImportRow, fresh: Draft["identities"]): boolean {
  const isNamed = draft.existing?.isNamed || draft.name !== null;
  const name = isNamed ? null : row.name;
  const age = joinAges(draft.age_state, row.age_state);
  const said = (purpose: ConsentPurpose) =>
    draft.existing?.said.has(purpose) || draft.consents.some((one) => one.purpose === purpose);
  const consents = row.purposes.filter((purpose) => !said(purpose));
  const isAnything = name !== null || age !== draft.age_state || consents.length + fresh.length > 0;
  draft.name ??= name;
  draft.age_state = age;
  draft.identities.push(...fresh);
  draft.consents.push(...consents.map((purpose) => ({ purpose, evidence: row.evidence })));
  return isAnything;
}
