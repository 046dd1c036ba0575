import type { Work } from "../../framework/context.ts";
import type { Delivery } from "./delivery.ts";

type Word = { what: "report" | "settle"; state: "succeeded" | "failed"; at: Date };

/** Puts on a delivery's timeline what somebody said came of it: the other side by itself, or a person who looked. */
export async function noteWord(work: Work, delivery: Delivery, { what, state, at }: Word): Promise<void> {
  await work.db.query(
    `insert into delivery_attempts (id, holder, delivery_id, number, what, state, started_at, ended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [work.newId("att"), delivery.holder, delivery.id, delivery.attempts, what, state, at],
  );
}
