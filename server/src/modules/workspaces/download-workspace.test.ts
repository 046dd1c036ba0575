import { expect, test } from "vitest";
import { readZip } from "../../privacy/testing/read-zip.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld } from "../../testing/world.ts";

test("a workspace's archive has what lies in it, opened, and nothing of its neighbour, of talks, or of anyone else", async () => {
  const world = await openWorld();
  const ada = await withOrganization(await signUp(world, "Ada"), "Northwind");
  const bob = await withOrganization(await signUp(world, "Bob"), "Southwind");
  const make = async <T>(path: string, json: object, at = ada.workspaceId, who = ada) => {
    const init = { method: "POST", json, headers: { "avow-workspace": at } };
    return readAnswer<T>(who.request(`/api/v1${path}`, init), 201);
  };
  const { id: next } = await make<{ id: string }>("/workspaces", { name: "Neighbour" });
  const identities = [{ kind: "email", value: "carla@inside.example" }];
  const { id: carla } = await make<{ id: string }>("/contacts", { name: "Carla Inside", identities });
  await make("/contacts", { name: "Nadia Neighbour" }, next);
  await make("/contacts", { name: "Stella Stranger" }, bob.workspaceId, bob);
  const { id: agent_id } = await make<{ id: string }>("/agents", { name: "Inside helper" });
  const { id: talk } = await make<{ id: string }>("/conversations", { agent_id });

  const answer = await ada.request(`/api/v1/workspaces/${ada.workspaceId}/archive`);
  expect(answer.headers.get("content-disposition")).toContain(`avow-workspace-${ada.workspaceId}.zip`);
  const files = await readZip(Buffer.from(await answer.arrayBuffer()));
  const rows = (table: string) => JSON.parse(files.get(`json/${table}.json`) ?? "null") as Record<string, unknown>[];
  expect(rows("workspaces")).toMatchObject([{ id: ada.workspaceId }]);
  expect(rows("contacts")).toMatchObject([{ id: carla, name: "Carla Inside" }]);
  expect(rows("contact_identities")).toMatchObject([{ value: "carla@inside.example" }]);
  expect(rows("agents").map(({ name }) => name)).toContain("Inside helper");
  const all = [...files.values()].join("");
  for (const other of ["Nadia", "Stella", next, bob.organizationId, talk]) expect(all).not.toContain(other);

  const eve = await joinOrganization(ada, await signUp(world, "Eve"), "editor");
  const path = `/api/v1/workspaces/${ada.workspaceId}/archive`;
  expect(await readRefusal(eve.request(path))).toBe("403 request.not_allowed");
  expect(await readRefusal(bob.request(path))).toBe("404 request.not_found");
  const entries = await world.rows("select user_id, target from audit_entries where action = 'workspace.exported'");
  expect(entries).toEqual([{ user_id: ada.userId, target: ada.workspaceId }]);
  await world.close();
});
