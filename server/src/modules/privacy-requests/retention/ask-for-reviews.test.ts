import { afterAll, beforeAll, expect, test } from "vitest";
import { hourMs, later } from "../../../framework/clock.ts";
import { durationOf, shift } from "../../../privacy/public.ts";
import { beginRequest, carryOut, receiptOf } from "../../../privacy/testing/begin-request.ts";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../../testing/world.ts";
import { askForReviews } from "./ask-for-reviews.job.ts";

let world: World;
let host: PersonWithOrganization;
let other: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  host = await withOrganization(await signUp(world, "Hanna"));
  other = await joinOrganization(host, await signUp(world, "Otto"), "owner");
  await joinOrganization(host, await signUp(world, "Egon"), "editor");
  await withOrganization(await signUp(world, "Stranger"));
});
afterAll(() => world.close());

const asked = async () => {
  const rows = await world.rows<{ user_id: string }>(
    "select user_id from deliveries where operation_key like 'content_review_due:%' order by user_id",
  );
  return rows.map(({ user_id }) => user_id);
};
const reviews = () => world.rows<{ organization_id: string; due_at: Date }>("select * from content_reviews");

/** Lets the schedule come round at this instant, and waits until the job is done. */
async function comeRound(at: Date): Promise<void> {
  world.clock.set(at);
  await world.rows("update job_schedules set next_at = $2 where name = $1", [askForReviews.name, at]);
  await until(async () => {
    const state = "select 1 from job_schedules where name = $1 and next_at > $2";
    const done = await world.rows(`${state} and not exists (select 1 from jobs where queue = $1 and state <> 'dead')`, [
      askForReviews.name,
      at,
    ]);
    return done.length > 0;
  });
}

test("who wrote nothing leaves no review", async () => {
  const reader = await joinOrganization(host, await signUp(world, "Rita"), "viewer");
  const begun = await beginRequest(world, { kind: "user", id: reader.userId });
  await carryOut(world, begun.requestId);
  expect((await receiptOf(world, begun)).receipt.kept).toEqual([]);
  expect(await reviews()).toEqual([]);
});

test("who wrote for an organization leaves it a review: nobody is asked before it is due, every owner then, and once", async () => {
  const writer = await joinOrganization(host, await signUp(world, "Wanda"), "admin");
  await readAnswer(writer.request("/api/v1/workspaces", { method: "POST", json: { name: "Room" } }), 201);
  const begun = await beginRequest(world, { kind: "user", id: writer.userId });
  await carryOut(world, begun.requestId);
  const due = shift(world.clock.now(), durationOf("retention.review_months"));
  expect((await receiptOf(world, begun)).receipt.kept).toMatchObject([
    { what: "agents", until: due.toISOString() }, // the one a workspace begins with
    { what: "workspaces", until: due.toISOString() },
  ]);
  expect(await reviews()).toMatchObject([{ organization_id: host.organizationId, due_at: due }]);

  await Promise.all([world.work(), world.work()]);
  await comeRound(later(due, -1));
  expect(await asked()).toEqual([]);
  await comeRound(due);
  expect(await asked()).toEqual([host.userId, other.userId].toSorted());
  expect(await reviews()).toEqual([]);
  await comeRound(later(due, hourMs));
  expect(await asked()).toHaveLength(2);
});
