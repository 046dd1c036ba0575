import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { findInDatabase } from "../../../testing/find-in-database.ts";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { type MailReceiver, receiveMails } from "../../../testing/stand-ins/receive-mails.ts";
import { makeTooledAgent, startRunOf, untilRun } from "../../../testing/deeds/run-agents.ts";
import { connectModel, turnAi } from "../../../testing/deeds/talk.ts";
import { openWorld, until, withoutLimits, type World } from "../../../testing/world.ts";

const bounceToken = "a-token-of-more-than-thirty-two-characters";
type Seen = { id: string; state: string; reason: string | null; recipient: string | null };
type Author = { person: PersonWithOrganization; agent: { id: string } };

let world: World;
let fake: FakeModelServer;
let receiver: MailReceiver;
let ada: Author;
let bob: Author;
let colleague: PersonWithOrganization;
let refusal = "";

async function openAuthor(name: string): Promise<Author> {
  const person = await withOrganization(await signUp(world, name));
  await turnAi(person, true);
  const tools = [{ name: "send_email", approval: "never" }];
  const model = await connectModel(person, { url: fake.url });
  return { person, agent: await makeTooledAgent(person, tools, { model }) };
}

beforeAll(async () => {
  [world, fake] = await Promise.all([
    openWorld({
      deployment: { mailFrom: "Avow <avow@post.example>", bounceToken },
      replace: withoutLimits,
    }),
    startFakeModelServer(),
  ]);
  receiver = await receiveMails({
    onRcptTo: (_to, _session, done) => done(refusal ? Object.assign(new Error(refusal), { responseCode: 550 }) : null),
  });
  [ada, bob] = [await openAuthor("Ada"), await openAuthor("Bob")];
  colleague = await joinOrganization(ada.person, await signUp(world, "Cleo"), "admin");
  world.app.deployment.smtpUrl = `smtp://127.0.0.1:${receiver.port}`;
  await world.work();
});
afterAll(async () => {
  await world.close();
  await Promise.all([receiver.close(), fake.close()]);
});
afterEach(() => {
  refusal = "";
});

/** The model's answer asks for the tool, in one piece. */
function askFor(input: object): string {
  const called = { name: "send_email", arguments: JSON.stringify(input) };
  const delta = { role: "assistant", tool_calls: [{ index: 0, id: "call_1", type: "function", function: called }] };
  return `data: ${JSON.stringify({ id: "c", choices: [{ index: 0, delta, finish_reason: "tool_calls" }] })}\n\ndata: [DONE]\n\n`;
}

const list = async ({ person }: Author, query: string) =>
  (await readAnswer<{ data: Seen[] }>(person.request(`/api/v1/deliveries?${query}`), 200)).data;

/** Has the agent write to an address. @returns the delivery; the run is over, so that its questions to the model are */
async function write(author: Author, to: string): Promise<Seen> {
  fake.next({ kind: "raw", type: "text/event-stream", body: askFor({ to, subject: "Hello", text: "How are you?" }) });
  const asked = await startRunOf(author.person, author.agent, "Write to them");
  const run = await untilRun(author.person, asked, "completed");
  const id = run.trace[0]!.calls[0]!.delivery_id!;
  return readAnswer(author.person.request(`/api/v1/deliveries/${id}`), 200);
}

const report = (id: string, kind: "failure" | "complaint") =>
  [
    "From: MAILER-DAEMON@mx.example",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    `Content-Type: message/${kind === "failure" ? "delivery-status" : "feedback-report"}`,
    "",
    ...(kind === "failure"
      ? ["Reporting-MTA: dns; mx.example", "", "Action: failed", "Status: 5.1.1"]
      : ["Feedback-Type: abuse", "Version: 1"]),
    "",
    "--b",
    "Content-Type: message/rfc822",
    "",
    `Message-ID: <${id}@localhost>`,
    "",
    "--b--",
  ].join("\r\n");
const handIn = (message: string) =>
  readAnswer(
    world.request("/api/v1/mail/bounces", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: bounceToken, message }),
    }),
    200,
  );
const lift = ({ person }: Author, email: string) =>
  readAnswer(person.request("/api/v1/mail-suppressions/lift", { method: "POST", json: { email } }), 200);
const look = (id: string) =>
  readAnswer<{ template: string; reason: string | null; timeline: object[] }>(
    ada.person.request(`/api/v1/operator/mails/${id}`),
    200,
  );

const seenBy = ({ person }: Author, id: string) =>
  readAnswer<{ followed: { type: string }[] }>(person.request(`/api/v1/deliveries/${id}`), 200);

test("what an agent wrote is found by its recipient, in its own workspace only, and in the mail log without them", async () => {
  const sent = await write(ada, "Mara@Found.example");
  expect(sent).toMatchObject({ state: "succeeded", recipient: "Mara@Found.example" });
  const query = `recipient=${encodeURIComponent(" MARA@found.example")}`;
  expect((await list(ada, query)).map(({ id }) => id)).toEqual([sent.id]);
  expect(await list(bob, query)).toEqual([]);
  const log = ada.person.request(`/api/v1/operator/mails?${query}&template=tool_mail`);
  const { data } = await readAnswer<{ data: object[] }>(log, 200);
  expect(data).toMatchObject([{ id: sent.id, template: "tool_mail", state: "succeeded", held: false }]);
  expect(JSON.stringify(data)).not.toMatch(/found\.example/i);
  const seen = ada.person.request(`/api/v1/deliveries/${sent.id}`);
  expect(await readAnswer(seen, 200)).toMatchObject({
    call: { tool: "send_email", run_id: expect.stringMatching(/^run_/) as string },
    followed: [{ type: "run.started" }, { type: "delivery.succeeded" }, { type: "run.ended", told: [] }],
  });
  const theirs = colleague.request(`/api/v1/deliveries/${sent.id}`);
  expect(await readAnswer(theirs, 200)).toMatchObject({ call: null, followed: [{ type: "delivery.succeeded" }] }); // a run is its person's alone
  const steered = ada.person.request(`/api/v1/operator/mails/${sent.id}/replay`, { method: "POST" });
  expect((await steered).status).toBe(404);
});

test.each([
  ["failure", "mail.bounced"],
  ["complaint", "mail.complained"],
] as const)(
  "after a %s the workspace writes there no more, another one does, and nobody's address is kept",
  async (kind, reason) => {
    const to = `gone@${kind}.example`;
    const sent = await write(ada, to);
    expect(sent).toMatchObject({ state: "succeeded", reason: null });
    world.clock.advance(60_000); // reports come later
    for (let times = 0; times < 2; times++)
      expect(await handIn(report(sent.id, kind))).toEqual({ taken: "suppressed" });
    const [noted] = await list(ada, `recipient=${to}`);
    expect(noted).toMatchObject({ id: sent.id, state: "succeeded", reason });
    const seen = await look(sent.id);
    expect(seen).toMatchObject({ template: "tool_mail", reason });
    expect(seen.timeline).toMatchObject([{ state: "succeeded" }, { state: "failed", reason }]);
    const types = (await seenBy(ada, sent.id)).followed.map(({ type }) => type);
    expect(types.filter((type) => type === "delivery.bounced")).toHaveLength(1);
    expect(await findInDatabase(world, to)).toEqual([]);

    const mails = receiver.received.length;
    expect(await write(ada, to)).toMatchObject({ state: "canceled", reason: "mail.address_suppressed" });
    expect(receiver.received).toHaveLength(mails);
    expect(await write(bob, to)).toMatchObject({ state: "succeeded" });
    expect(await lift(bob, to)).toEqual({ was_suppressed: false });
    expect(await lift(ada, to)).toEqual({ was_suppressed: true });
    expect(await write(ada, to)).toMatchObject({ state: "succeeded" });
  },
);

test("an address that the mail server does not know at once is left alone as well", async () => {
  refusal = "5.1.1 nobody here";
  expect(await write(ada, "none@refused.example")).toMatchObject({ reason: "delivery.recipient_refused" });
  refusal = "";
  expect(await write(ada, "none@refused.example")).toMatchObject({ reason: "mail.address_suppressed" });
});

test("a contact who objects to messages gets none from agents, and what was written to them goes with them", async () => {
  const email = "carla@contact.example";
  const post = (path: string, json: object) =>
    readAnswer<{ id: string }>(ada.person.request(`/api/v1${path}`, { method: "POST", json }), 201);
  const contact = await post("/contacts", { name: "Carla", identities: [{ kind: "email", value: email }] });
  const sent = await write(ada, email);
  expect(sent).toMatchObject({ state: "succeeded", recipient: email });
  await post(`/contacts/${contact.id}/locks`, { kind: "objection", purpose: "messages" });
  expect(await write(ada, email)).toMatchObject({ state: "canceled", reason: "mail.contact_locked" });
  expect(await write(bob, email)).toMatchObject({ state: "succeeded" });
  await ada.person.request(`/api/v1/contacts/${contact.id}`, { method: "DELETE" });
  await until(async () => (await world.rows("select 1 from deliveries where id = $1", [sent.id])).length === 0);
  expect(await list(ada, `recipient=${email}`)).toEqual([]);
});
