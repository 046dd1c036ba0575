import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

type Named = { agent_id: string; name: string; draft_has: number | null; in_use_has: number | null };
type Version = { number: number; skills_gone: string[] };
const send = <T>(method: string, path: string, json: object, status: number): Promise<T> =>
  readAnswer<T>(ada.request(`/api/v1${path}`, { method, json }), status);

async function makeSkill(name: string): Promise<string> {
  const words = { name, description: "How refunds are made.", body: "Ask for the order first." };
  const { id } = await send<{ id: string }>("POST", "/skills", words, 201);
  await send("POST", `/skills/${id}/publish`, {}, 200);
  return id;
}
const makeAgent = (name: string, skills: object[]) =>
  send<{ id: string }>("POST", "/agents", { name, settings: { skills } }, 201);
const publish = ({ id }: { id: string }) => send("POST", `/agents/${id}/publish`, {}, 200);
const change = ({ id }: { id: string }, skills: object[]) =>
  send("PATCH", `/agents/${id}`, { settings: { skills } }, 200);
const agentsOf = async (id: string) =>
  (await readAnswer<{ data: Named[] }>(ada.request(`/api/v1/skills/${id}/agents`), 200)).data;
const goneOf = async ({ id }: { id: string }) =>
  (await readAnswer<{ data: Version[] }>(ada.request(`/api/v1/agents/${id}/versions`), 200)).data.map(
    ({ number, skills_gone }) => [number, skills_gone],
  );

test("whoever has a skill is named, in a draft or in what is in use, and nobody else", async () => {
  const [skill_id, other] = [await makeSkill("refunds"), await makeSkill("greetings")];
  const choice = { skill_id, version: 1 };
  await makeAgent("Draft only", [choice]);
  await makeAgent("Other", [{ skill_id: other, version: 1 }]);
  const used = await makeAgent("Used", [choice]);
  await publish(used);
  await change(used, []);
  const later = await makeAgent("Written since", []);
  await publish(later);
  await change(later, [choice]);
  expect(await agentsOf(skill_id)).toMatchObject([
    { name: "Draft only", draft_has: 1, in_use_has: 1, agent_version: null },
    { name: "Used", draft_has: null, in_use_has: 1, agent_version: 1 },
    { name: "Written since", draft_has: 1, in_use_has: null, agent_version: 1 },
  ]);
  expect((await all.bob.request(`/api/v1/skills/${skill_id}/agents`)).status).toBe(404);
});

test("a version that used a skill says so once the skill is deleted", async () => {
  const [skill_id, kept] = [await makeSkill("returns"), await makeSkill("thanks")];
  const agent = await makeAgent("Clerk", [
    { skill_id, version: 1 },
    { skill_id: kept, version: 1 },
  ]);
  await publish(agent);
  await change(agent, [{ skill_id: kept, version: 1 }]);
  await publish(agent);
  expect(await goneOf(agent)).toEqual([
    [2, []],
    [1, []],
  ]);
  await readAnswer(ada.request(`/api/v1/skills/${skill_id}`, { method: "DELETE" }), 204);
  expect(await goneOf(agent)).toEqual([
    [2, []],
    [1, [skill_id]],
  ]);
});
