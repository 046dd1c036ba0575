import * as z from "zod";
import type { ImportRule, ImportWork } from "../../../privacy/public.ts";
import { announceRules } from "../announce-rules.ts";
import { guardrailRules } from "../tables.ts";
import { checkRoom } from "./check-room.ts";
import { checkNotEmpty, checkPatterns, ruleFields } from "./rule-fields.ts";

const shape = z.object(ruleFields);

/** Rules can only hold more back; a pattern that no form would take is not taken from an archive either. */
export const importGuardrailRules: readonly ImportRule[] = [
  {
    table: guardrailRules,
    shape,
    purpose: "guardrails",
    check: async (_work, row) => {
      const rule = shape.parse(row);
      checkPatterns(rule);
      checkNotEmpty(rule);
    },
    before: (work: ImportWork, row) => checkRoom(work, { ...shape.parse(row), id: String(row["id"]) }),
    after: (work: ImportWork) => announceRules(work),
  },
];
