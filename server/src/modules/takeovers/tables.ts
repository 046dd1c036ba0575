import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** Who takes the service over, and what that changes, in the operator's words. Published. */
export type Notice = { successor: string; country: string; privacy_contact: string; changes: string };

/** Somebody else is to run the service: announced to everybody with an account before it happens. */
export const takeovers = table("takeovers", {
  tenant: "deployment",
  owner: owns.nobody("A company's name and addresses for the public; everybody with an account is told."),
  keep: { cls: "none", because: "It can be shown that a takeover was announced, when, and in which words." },
  columns: {
    id: plain.id("tko"),
    notice: plain.json<Notice>(),
    announced_at: plain.time(),
    effective_at: plain.time(),
    withdrawn_at: plain.time().nullable(),
  },
});

const when = { category: "user.consent", purposes: ["account"], erase: "delete", export: true } as const;

/** That somebody was told of a takeover, and what they said to it. */
export const takeoverAnswers = table("takeover_answers", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "account",
    because: "Whoever hands data over has to show that you were told before, and what you said.",
  },
  columns: {
    id: plain.id("tka"),
    takeover_id: plain.ref("takeovers"),
    user_id: plain.ref("users"),
    told_at: personal.time(when),
    answer: plain.oneOf(["agreed", "objected"]).nullable(),
    said_at: personal.time(when).nullable(),
  },
  indexes: [{ on: ["user_id", "takeover_id"], unique: true }, { on: ["takeover_id", "id"] }],
});
