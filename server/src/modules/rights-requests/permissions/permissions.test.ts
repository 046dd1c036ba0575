import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, later } from "../../../framework/clock.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { askAnonymously, mailedToken, type PersonWithOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { indexEmail } from "../../users/public.ts";
import { makeFollowToken, subjectToken } from "../make-follow-token.ts";

type Followed = { state: string; takes_permission: boolean; permission_received_at: string | null };
type Details = {
  state: string;
  proof: string | null;
  permission: { type: string; bytes: number; checked_at: string | null } | null;
  can_ask_subject: boolean;
};

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ({ ada } = all);
});
afterAll(() => all.world.close());

const pdf = Buffer.from("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
let ips = 0;
const nextIp = () => `10.6.${++ips >> 8}.${ips & 255}`;

/** Somebody asks for another, and has confirmed their own address. */
async function ask(fields: object = { asker: "agent" }): Promise<{ id: string; token: string }> {
  const email = `agent${++ips}@example.test`;
  const path = `/api/v1/trust/organizations/${ada.organizationId}/requests`;
  const json = { kind: "access", email, residence: "US-CA", ...fields };
  await readAnswer(askAnonymously(all.world, path, json, nextIp()), 202);
  const found = "select id from rights_requests where address_index = $1";
  const [row] = await all.world.rows<{ id: string }>(found, [indexEmail(all.world.keyring, email)]);
  return { id: row!.id, token: makeFollowToken(all.world.keyring, row!.id) };
}
const confirm = (token: string) =>
  readAnswer<Followed>(askAnonymously(all.world, "/api/v1/trust/requests/confirm", { token }, nextIp()), 200);
async function askConfirmed(fields?: object) {
  const asked = await ask(fields);
  await confirm(asked.token);
  return asked;
}
const send = (token: string, body: Buffer) =>
  all.world.request(`/api/v1/trust/requests/${token}/permission`, {
    method: "PUT",
    body: new Uint8Array(body),
    ip: nextIp(),
    headers: { "content-type": "application/octet-stream", "avow-csrf": "1" },
  });
const details = (who: PersonWithOrganization, id: string) =>
  readAnswer<Details>(who.request(`/api/v1/rights-requests/${id}`), 200);
const download = (who: PersonWithOrganization, id: string) => who.request(`/api/v1/rights-requests/${id}/permission`);
const post = (who: PersonWithOrganization, id: string, what: string, json: object) =>
  who.request(`/api/v1/rights-requests/${id}/${what}`, { method: "POST", json });

test("what was signed comes to those who answer as it was sent, lies sealed, and is theirs alone", async () => {
  const { id, token } = await askConfirmed();
  const followed = await readAnswer<Followed>(send(token, pdf), 200);
  expect(followed).toMatchObject({ state: "verifying", takes_permission: true });
  expect(followed.permission_received_at).not.toBeNull();
  expect((await details(ada, id)).permission).toMatchObject({ type: "application/pdf", bytes: pdf.length });
  const given = await download(ada, id);
  expect(given.headers.get("content-disposition")).toBe('attachment; filename="signed-permission.pdf"');
  expect(given.headers.get("content-security-policy")).toContain("sandbox");
  expect(Buffer.from(await given.arrayBuffer())).toEqual(pdf);
  expect(await readRefusal(download(all.bob, id))).toBe("404 request.not_found");
  const rows = await all.world.rows<{ content: Buffer }>(
    "select content from signed_permissions where rights_request_id = $1",
    [id],
  );
  expect(rows.map(({ content }) => content.includes(pdf.toString("base64")) || content.includes(pdf))).toEqual([false]);
  const opened = "select 1 from audit_entries where action = 'rights_request.permission_opened' and target = $1";
  expect(await all.world.rows(opened, [id])).toHaveLength(1);
});

test("a second document takes the place of the first; once a member goes by it none is taken any more", async () => {
  const { id, token } = await askConfirmed();
  await readAnswer(send(token, pdf), 200);
  await readAnswer(send(token, png), 200);
  expect((await details(ada, id)).permission).toMatchObject({ type: "image/png", checked_at: null });
  await readAnswer(post(ada, id, "verify", { proof: "signed_permission" }), 200);
  const checked = await details(ada, id);
  expect(checked).toMatchObject({ state: "open", proof: "signed_permission" });
  expect(checked.permission?.checked_at).not.toBeNull();
  expect(await readRefusal(send(token, pdf))).toBe("409 rights_requests.wrong_state");
});

test("what is no page that can be signed is refused by its content, and so is what is too large", async () => {
  const { id, token } = await askConfirmed();
  for (const body of ["<html><script>alert(1)</script>", "I may.", "", "PK\u0003\u0004"])
    expect(await readRefusal(send(token, Buffer.from(body)))).toBe("422 rights_requests.permission_unreadable");
  const large = await send(token, Buffer.concat([pdf, Buffer.alloc(3 * 1024 * 1024)]));
  expect(large.status).toBe(413);
  expect((await details(ada, id)).permission).toBeNull();
});

test("nobody sends one for themselves, before they confirmed who they are, or by the link of whom it is about", async () => {
  const own = await ask({});
  expect(await readRefusal(send(own.token, pdf))).toBe("409 rights_requests.wrong_state");
  const early = await ask();
  expect(await readRefusal(send(early.token, pdf))).toBe("409 rights_requests.wrong_state");
  const other = await askConfirmed({ asker: "agent", subject_email: "carla@example.test" });
  const ofSubject = subjectToken(all.world.keyring, other.id);
  expect(await readRefusal(send(ofSubject, pdf))).toBe("404 request.not_found");
  expect(await readRefusal(send("rrt_nobody", pdf))).toBe("404 request.not_found");
});

test("whom it is about is asked once by a link at an address that members know, and with their yes it is open", async () => {
  const { id, token } = await askConfirmed();
  await readAnswer(send(token, pdf), 200);
  expect(await details(ada, id)).toMatchObject({ can_ask_subject: true });
  const json = { email: "dora@example.test" };
  expect(await readRefusal(post(all.bob, id, "ask-subject", json))).toBe("404 request.not_found");
  await readAnswer(post(ada, id, "ask-subject", json), 200);
  expect(await readRefusal(post(ada, id, "ask-subject", json))).toBe("409 rights_requests.wrong_state");
  const mailed = await mailedToken(ada, "dora@example.test");
  expect(mailed).toBe(subjectToken(all.world.keyring, id));
  expect(await confirm(mailed)).toMatchObject({ state: "open", takes_permission: false });
  expect(await details(ada, id)).toMatchObject({ proof: "subject_link", can_ask_subject: false });
});

test("it goes with its request, and nothing of it stays", async () => {
  const { id, token } = await askConfirmed();
  await readAnswer(send(token, pdf), 200);
  await readAnswer(post(ada, id, "answer", { outcome: "refused", reply: "It is signed by nobody." }), 200);
  const [row] = await all.world.rows<{ expires_at: Date }>("select expires_at from rights_requests where id = $1", [
    id,
  ]);
  expect(row!.expires_at > later(all.world.clock.now(), dayMs)).toBe(true);
  await all.world.rows("delete from rights_requests where id = $1", [id]);
  const left = "select 1 from signed_permissions where rights_request_id = $1";
  expect(await all.world.rows(left, [id])).toEqual([]);
});
