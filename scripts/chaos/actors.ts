import { setTimeout as sleep } from "node:timers/promises";
import { openVisitor, type Visitor } from "./visitor.ts";

export const password = "violet harbor lantern 42";

/** What one person was told, and so must find true at the end. */
export type Acknowledged = {
  name: string;
  email: string;
  visitor: Visitor;
  organizationId: string;
  conversationId: string;
  /** Texts whose sending was acknowledged, in order. */
  sent: string[];
  /** Set once an erasure was confirmed. */
  receiptToken?: string;
};

/** Looks again and again until there is something. */
export async function until<T>(what: string, look: () => Promise<T | undefined>, mostMs = 90_000): Promise<T> {
  for (const start = performance.now(); performance.now() - start < mostMs; await sleep(250)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`${what}: waited ${mostMs / 1000} s in vain`);
}

const person = (name: string, email: string) => ({
  email,
  password,
  name,
  birth_date: "1990-01-01",
  locale: "en",
  time_zone: "UTC",
});

export async function becomeOwner(origin: string, token: string): Promise<Visitor> {
  const owner = openVisitor(origin);
  await owner.must("POST", "/users", { ...person("Olga", "olga@example.org"), owner_token: token }, "owner");
  await owner.must("POST", "/sessions", { email: "olga@example.org", password });
  await owner.must("PATCH", "/operator/settings", { sign_up: "open" });
  return owner;
}

/** Signs up, confirms, signs in, makes an organization, turns AI on, writes, and half of them leave for good. */
export async function liveThrough(origin: string, operator: Visitor, index: number): Promise<Acknowledged> {
  const [name, email] = [`Person ${index}`, `person-${index}@example.org`];
  const visitor = openVisitor(origin);
  await visitor.must("POST", "/users", person(name, email), `sign-up-${index}`);
  const token = await until("a confirmation mail", () => findLink(operator, email));
  await visitor.ask("POST", "/email-verifications/confirm", { token });
  await visitor.must("POST", "/sessions", { email, password });

  const made = await visitor.must("POST", "/organizations", { name: `Organization ${index}` }, `organization-${index}`);
  const organizationId = String(made["id"]);
  const [workspace] = made["workspaces"] as { id: string }[];
  visitor.enter(workspace!.id, organizationId);
  await visitor.must("PATCH", "/organization", { ai_enabled: true });
  const agent = await until("the example agent", async () => list(await visitor.must("GET", "/agents"))[0]);
  const conversation = await visitor.must("POST", "/conversations", { agent_id: agent["id"] }, `conversation-${index}`);
  const acknowledged: Acknowledged = {
    name,
    email,
    visitor,
    organizationId,
    conversationId: String(conversation["id"]),
    sent: [],
  };
  for (let n = 0; n < 3; n++) await say(acknowledged, `echo: message ${index}-${n}`);
  if (index % 2 === 0) await leave(acknowledged);
  return acknowledged;
}

async function say(one: Acknowledged, text: string): Promise<void> {
  const path = `/conversations/${one.conversationId}/messages`;
  await one.visitor.must("POST", path, { text }, `say-${text}`);
  one.sent.push(text);
  await until("an answer", async () => (list(await one.visitor.must("GET", path)).every(isSettled) ? true : undefined));
}

async function leave(one: Acknowledged): Promise<void> {
  for (const asked of [
    {
      subject: "organization",
      organization_id: one.organizationId,
      confirmation: one.name.replace("Person", "Organization"),
    },
    { subject: "me", confirmation: one.email },
  ]) {
    const { confirmation, ...about } = asked;
    // The token is shown once: where the answer was lost with its connection, a new plan takes the old one's place.
    const plan = await askAfresh(one.visitor, { kind: "erase", ...about });
    await one.visitor.must("POST", "/sessions", { email: one.email, password }); // proves anew, also where its answer is lost
    await one.visitor.must("POST", `/privacy-requests/${String(plan["id"])}/confirm`, {
      immediately: true,
      confirmation,
    });
    await until(`the erasure of ${one.name}`, () => findReceipt(one.visitor, String(plan["receipt_token"])), 120_000);
    one.receiptToken = String(plan["receipt_token"]);
  }
}

const askAfresh = async (visitor: Visitor, body: unknown): Promise<Record<string, unknown>> =>
  visitor.must("POST", "/privacy-requests", body);

export async function findReceipt(visitor: Visitor, token: string): Promise<Record<string, unknown> | undefined> {
  const answer = await visitor.ask("GET", `/receipts/${token}`);
  return answer.status === 200 ? answer.body : undefined;
}

export const list = (page: Record<string, unknown>) => page["data"] as Record<string, unknown>[];

export const isSettled = (message: Record<string, unknown>) =>
  ["complete", "stopped", "failed"].includes(String(message["state"]));

async function findLink(operator: Visitor, email: string): Promise<string | undefined> {
  const mails = list(await operator.must("GET", "/operator/mailbox?limit=100"));
  const mail = mails.find((m) => JSON.stringify(m["to"]).includes(email));
  return /verify-email#token=([\w-]+)/.exec(String(mail?.["text"]))?.[1];
}
