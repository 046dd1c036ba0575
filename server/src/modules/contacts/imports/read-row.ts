import { Refusal } from "../../../framework/errors.ts";
import { identityFields, type Identity, readIdentity } from "../identities/read-identity.ts";
import { type AgeState, ageStates, type ConsentPurpose, type IdentityKind, identityKinds } from "../tables.ts";
import { isPurpose, readCell, splitCell } from "./read-cell.ts";
import type { RawRow } from "./read-rows.ts";

/** Why a row is refused: a word, never what stands there. */
export const rowProblems = [
  "identity_missing",
  "identity_invalid",
  "age_unknown",
  "purpose_unknown",
  "too_long",
  "two_contacts",
  "limit_reached",
  "being_erased",
] as const;
export type RowProblem = { column: string; reason: (typeof rowProblems)[number] };

/** A line as an import understands it. */
export type ImportRow = {
  line: number;
  name: string | null;
  age_state: AgeState;
  identities: Identity[];
  purposes: ConsentPurpose[];
  evidence: string | null;
};

const nameMax = 200;
const evidenceMax = 4000;

class Unreadable extends Error {
  readonly problem: RowProblem;
  constructor(problem: RowProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

export function readRow({ line, cells }: RawRow): ImportRow | { line: number; problem: RowProblem } {
  try {
    const identities = identityKinds.flatMap((kind) => splitCell(cells[kind] ?? "").map((text) => readOne(kind, text)));
    if (identities.length === 0) throw new Unreadable({ column: "email", reason: "identity_missing" });
    return {
      line,
      identities,
      name: readText(cells, "name", nameMax),
      age_state: readAge(cells),
      purposes: readPurposes(cells),
      evidence: readText(cells, "evidence", evidenceMax),
    };
  } catch (error) {
    if (error instanceof Unreadable) return { line, problem: error.problem };
    throw error;
  }
}

function readOne(kind: IdentityKind, text: string): Identity {
  const [value = "", network] = kind === "social" ? splitHandle(text) : [text];
  const asked = { kind, value, ...(network !== undefined && { network }) };
  const problem = { column: kind, reason: "identity_invalid" } as const;
  if (!identityFields.value.safeParse(value).success || !identityFields.network.safeParse(network).success)
    throw new Unreadable(problem);
  try {
    return readIdentity(asked);
  } catch (error) {
    if (error instanceof Refusal) throw new Unreadable(problem);
    throw error;
  }
}

/** `@line@mastodon.social`: the last sign divides. */
function splitHandle(text: string): [string, string] {
  const at = text.lastIndexOf("@");
  return [text.slice(0, Math.max(at, 0)), text.slice(at + 1).toLowerCase()];
}

function readText(cells: RawRow["cells"], column: string, most: number): string | null {
  const text = readCell(cells[column] ?? "");
  if (text.length > most) throw new Unreadable({ column, reason: "too_long" });
  return text === "" ? null : text;
}

function readAge(cells: RawRow["cells"]): AgeState {
  const word = readCell(cells["age"] ?? "").toLowerCase() || "unknown";
  const age = ageStates.find((state) => state === word);
  if (!age) throw new Unreadable({ column: "age", reason: "age_unknown" });
  return age;
}

function readPurposes(cells: RawRow["cells"]): ConsentPurpose[] {
  const words = splitCell((cells["consents"] ?? "").toLowerCase());
  if (!words.every(isPurpose)) throw new Unreadable({ column: "consents", reason: "purpose_unknown" });
  return [...new Set(words.filter(isPurpose))];
}
