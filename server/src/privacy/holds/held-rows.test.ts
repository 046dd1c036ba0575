import { afterAll, beforeAll, expect, test } from "vitest";
import { tables } from "../../app.ts";
import { dayMs, later } from "../../framework/clock.ts";
import { plain } from "../../framework/columns.ts";
import { createTableSql } from "../../framework/database/emit-ddl.ts";
import { owns, table } from "../../framework/table.ts";
import { readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { catalogueOf } from "../catalogue.ts";
import { sweepExpired } from "../retention/sweep-expired.ts";
import { asAny } from "../testing/fixture-tables.ts";

const notes = table("notes_on_contacts", {
  tenant: "workspace",
  owner: owns.via("contact_id", "contacts"),
  keep: { cls: "account", because: "A test.", until: { column: "noted_at", days: 1 } },
  columns: { id: plain.id("not"), contact_id: plain.ref("contacts"), noted_at: plain.time() },
});

let world: World;
let ada: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
  await world.owner.query(createTableSql(asAny(notes), catalogueOf([...tables, asAny(notes)])));
});
afterAll(() => world.close());

async function makeContact(): Promise<string> {
  const made = ada.request("/api/v1/contacts", { method: "POST", json: { name: "Somebody" } });
  const { id } = await readAnswer<{ id: string }>(made, 201);
  const values = [ada.organizationId, ada.workspaceId, `not_${id}`, id, later(world.clock.now(), -2 * dayMs)];
  await world.rows(
    "insert into notes_on_contacts (organization_id, workspace_id, id, contact_id, noted_at) values ($1, $2, $3, $4, $5)",
    values,
  );
  return id;
}

test("a retention sweep passes over the rows of whoever is held, and takes them after the release", async () => {
  const [held, free] = [await makeContact(), await makeContact()];
  const [at, tenant] = [world.clock.now(), [ada.organizationId, ada.workspaceId]];
  await world.rows(
    `insert into holds (organization_id, workspace_id, id, state, predicate, basis, review_at, asked_at)
     values ($1, $2, 'hld_1', 'in_force', '{}', '\\x00', $3, $3)`,
    [...tenant, at],
  );
  await world.rows(
    `insert into held_subjects (id, organization_id, workspace_id, hold_id, subject_kind, subject_id, held_at, review_at)
     values ('hsb_1', $1, $2, 'hld_1', 'contact', $3, $4, $4)`,
    [...tenant, held, at],
  );
  const principal = { kind: "system" as const, id: "test" };
  const db = readIn(world.app.database, {});
  const means = makeWork(world.app, { db, principal, purpose: "account", log: world.app.log });
  const left = async () => {
    await sweepExpired(means, catalogueOf([...tables, asAny(notes)]));
    return (await world.rows<{ contact_id: string }>("select contact_id from notes_on_contacts")).map(
      ({ contact_id }) => contact_id,
    );
  };
  expect(await left()).toEqual([held]);
  expect(free).not.toBe(held);
  await world.rows("delete from held_subjects");
  expect(await left()).toEqual([]);
});
