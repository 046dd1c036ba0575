import { afterAll, beforeAll, expect, test } from "vitest";
import { makeApiKey } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { readMailbox, signIn } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

const change = (id: string, what: "suspend" | "resume", json: object = {}) =>
  all.ada.request(`/api/v1/operator/users/${id}/${what}`, { method: "POST", json });
const find = (email: string) => all.ada.request("/api/v1/operator/users/find", { method: "POST", json: { email } });

test("a suspended user is told why, may see, take and erase what is theirs, and nothing else until it ends", async () => {
  const { bob } = all;
  const { token } = await makeApiKey(bob, { scopes: ["members.read"] });
  const { user } = await readAnswer<{ user: { id: string } }>(find(bob.email), 200);
  const { id } = user;
  expect(id).toBe(bob.userId);
  await readAnswer(change(id, "suspend", { reason: "Invoices were not paid." }), 200);

  const mail = (await readMailbox(all.ada)).find(
    ({ to, subject }) => to === bob.email && subject.includes("suspended"),
  );
  expect(mail?.text).toContain("Invoices were not paid.");
  const again = await signIn(all.world, bob);
  const me = await readAnswer<{ user: { suspended_reason: string } }>(again.request("/api/v1/me"), 200);
  expect(me.user.suspended_reason).toBe("Invoices were not paid.");

  expect(await readRefusal(bob.request("/api/v1/members"))).toBe("403 request.not_allowed");
  expect(await readRefusal(bob.request("/api/v1/me", { method: "PATCH", json: { name: "Rob" } }))).toBe(
    "403 request.not_allowed",
  );
  const newOne = again.request("/api/v1/organizations", { method: "POST", json: { name: "Another" } });
  expect(await readRefusal(newOne)).toBe("403 request.not_allowed");
  const headers = { authorization: `Bearer ${token}`, "avow-organization": bob.organizationId };
  expect((await all.world.request("/api/v1/members", { headers })).status).toBe(401);

  const asked = { kind: "export", subject: "me" };
  const { id: request } = await readAnswer<{ id: string }>(
    again.request("/api/v1/privacy-requests", { method: "POST", json: asked }),
    201,
  );
  const archive = await again.request(`/api/v1/privacy-requests/${request}/archive`);
  expect([archive.status, archive.headers.get("content-type")]).toEqual([200, "application/zip"]);
  await archive.body?.cancel();
  const erase = { kind: "erase", subject: "me" };
  await readAnswer(again.request("/api/v1/privacy-requests", { method: "POST", json: erase }), 201);

  await readAnswer(change(id, "resume"), 200);
  await readAnswer(bob.request("/api/v1/members"), 200);
});

test("members of a suspended organization take and erase what is theirs, and its owner all of it", async () => {
  const { bob } = all;
  const path = `/api/v1/operator/organizations/${bob.organizationId}`;
  await readAnswer(all.ada.request(`${path}/suspend`, { method: "POST", json: { reason: "Under review." } }), 200);
  expect(await readRefusal(bob.request("/api/v1/members"))).toBe("403 request.not_allowed");
  for (const subject of ["me", "organization"]) {
    const whose = subject === "me" ? {} : { organization_id: bob.organizationId };
    for (const kind of ["export", "erase"]) {
      const asked = { kind, subject, ...whose };
      const answer = bob.request("/api/v1/privacy-requests", { method: "POST", json: asked });
      const { id } = await readAnswer<{ id: string }>(answer, 201);
      if (kind === "erase") continue;
      const archive = await bob.request(`/api/v1/privacy-requests/${id}/archive`);
      expect(archive.status, subject).toBe(200);
      await archive.body?.cancel();
    }
  }
});

test("the operator is not suspended, and an address nobody has is nobody's", async () => {
  expect(await readRefusal(change(all.ada.userId, "suspend", { reason: "Oops" }))).toBe(
    "409 deployment.operator_stays",
  );
  expect(await readAnswer(find("nobody@example.test"), 200)).toEqual({ user: null });
});
