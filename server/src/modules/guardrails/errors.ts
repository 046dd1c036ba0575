import { defineErrors } from "../../framework/errors.ts";

export const guardrailErrors = defineErrors("guardrails", {
  rule_empty: {
    status: 422,
    title: "This rule finds nothing.",
    help: "Give it at least one word or one expression. A word is letters or digits; `*` may stand at its end.",
  },
  pattern_refused: {
    status: 422,
    title: "This expression cannot be saved.",
    help: "`facts.at` says which one and `facts.reason` why: `syntax`: it is no regular expression. `nested`: a repetition stands inside another. `too_many_ways`: it can be read in too many ways; say more exactly what stands between its parts. `looks_around`, `refers_back`: lookaround and back references are left out. `unbounded`: a repetition of more than 1000. `empty`: it matches nothing at all as well. `too_long`: more than 500 characters.",
  },
  limit_reached: {
    status: 409,
    title: "There is no room for another one.",
    help: "`facts.limit` is how many a workspace may have, of `facts.of`. Delete what is no longer needed.",
  },
  exception_known: {
    status: 409,
    title: "This is an exception already.",
    help: "`facts.exception_id` is the one.",
  },
});
