import { type Browser, openBrowser, untilFound } from "./open-browser.ts";
import { newCanary } from "./find-canaries.ts";

export const password = "violet harbor lantern 42";
type Page = { data: Record<string, unknown>[] };

/** One canary for each kind of thing that Ada can tell Avow. */
export const canaries = {
  name: newCanary(),
  email: newCanary(),
  organization: newCanary(),
  agent: newCanary(),
  apiKey: newCanary(),
  modelServer: newCanary(),
  invitation: newCanary(),
  title: newCanary(),
  message: newCanary(),
  browser: newCanary(),
  contact: newCanary(),
  role: newCanary(),
  file: newCanary(),
  route: newCanary(),
  rule: newCanary(),
  later: newCanary(),
  knowledge: newCanary(),
  /** Content of Carol's organization, which goes on. */
  shared: newCanary(),
  /** Refused, mistyped, or never kept: headers, paths, wrong passwords. */
  unkept: newCanary(),
};
export type CanaryName = keyof typeof canaries;

const person = (name: string, email: string) => ({
  email,
  password,
  name,
  birth_date: "1990-01-01",
  locale: "en",
  time_zone: "UTC",
});

/** Who lives in the deployment, each at a browser. */
export type Inhabitants = {
  operator: Browser;
  carol: Browser;
  bob: Browser;
  ada: Browser;
  ids: { ada: string; adasOrganization: string; carolsOrganization: string };
};

export const adasEmail = `${canaries.email}@example.org`;
/** As Ada renamed it last: what she has to type to erase it. */
export const adasOrganizationName = `Renamed ${canaries.organization}`;

/** Everything Ada's browser says of itself with every request. */
const aboutBrowser = {
  "user-agent": `Mozilla/5.0 (${canaries.browser})`,
  "x-forwarded-for": `${canaries.unkept}, 10.1.2.3`,
  forwarded: `for=${canaries.unkept}`,
  "x-real-ip": canaries.unkept,
  "x-request-id": canaries.unkept,
  "accept-language": canaries.unkept,
  referer: `http://localhost/?from=${canaries.unkept}`,
  traceparent: canaries.unkept,
  cookie: `other=${canaries.unkept}`,
};

/** The operator opens the deployment; Carol and Bob move in, then Ada, whom both invite: she follows Carol. */
export async function moveIn(origin: string, ownerToken: string): Promise<Inhabitants> {
  const operator = openBrowser(origin);
  await operator.must("POST", "/users", { ...person("Olga", "olga@example.org"), owner_token: ownerToken });
  await operator.must("PATCH", "/operator/settings", { sign_up: "open" });
  const carol = await signUp(origin, operator, "Carol");
  const carols = await found(carol, "Carol's organization");
  const bob = await signUp(origin, operator, "Bob");
  await found(bob, "Bob's organization");
  await talk(bob, "hello from Bob");

  await bob.must("POST", "/invitations", { email: adasEmail, role: "viewer" });
  const invited = await carol.must("POST", "/invitations", { email: adasEmail, role: "admin" });
  const ada = openBrowser(origin, aboutBrowser);
  await ada.must("POST", "/users", {
    ...person(`First ${canaries.name}`, adasEmail),
    password: `${password} ${canaries.unkept}`,
    invitation_token: new URL(String(invited["link"])).hash.slice("#token=".length),
  });
  const { user } = await ada.must<{ user: { id: string } }>("GET", "/me");
  const adas = await found(ada, `First ${canaries.organization}`);
  return {
    operator,
    carol,
    bob,
    ada,
    ids: { ada: user.id, adasOrganization: adas.organizationId, carolsOrganization: carols.organizationId },
  };
}

/** By what a deployment without a mail server has: the operator's mailbox. */
export async function signUp(origin: string, operator: Browser, name: string): Promise<Browser> {
  const email = `${name.toLowerCase()}@example.org`;
  const browser = openBrowser(origin);
  await browser.must("POST", "/users", person(name, email));
  const token = await untilFound("a confirmation mail", async () => {
    const mails = await operator.must<Page>("GET", "/operator/mailbox?limit=100");
    const mail = mails.data.find(({ to }) => to === email);
    return /verify-email#token=([\w-]+)/.exec(String(mail?.["text"]))?.[1];
  });
  await browser.must("POST", "/email-verifications/confirm", { token });
  await browser.must("POST", "/sessions", { email, password });
  return browser;
}

/** An organization of one's own, entered, with AI on. */
export async function found(browser: Browser, name: string) {
  const made = await browser.must<{ id: string; workspaces: { id: string }[] }>("POST", "/organizations", { name });
  const [organizationId, workspaceId] = [made.id, made.workspaces[0]!.id];
  browser.enter(organizationId, workspaceId);
  await browser.must("PATCH", "/organization", { ai_enabled: true });
  return { organizationId, workspaceId };
}

/** Says something to the example agent and hears all of its answer. */
async function talk(browser: Browser, text: string, agentId?: string) {
  const agent_id =
    agentId ??
    (await untilFound("the example agent", async () => (await browser.must<Page>("GET", "/agents")).data[0]?.["id"]));
  const { id } = await browser.must<{ id: string }>("POST", "/conversations", { agent_id });
  await browser.must("POST", `/conversations/${id}/messages`, { text: `echo: ${text}` });
  await untilAnswered(browser, id);
  return id;
}

export async function untilAnswered(browser: Browser, conversationId: string): Promise<Page> {
  return untilFound("an answer", async () => {
    const messages = await browser.must<Page>("GET", `/conversations/${conversationId}/messages?limit=100`);
    const isOver = messages.data.every(({ state }) => !["queued", "streaming"].includes(String(state)));
    return isOver && messages.data.some(({ role }) => role === "assistant") ? messages : undefined;
  });
}

const nowhere = (text: string) => `http://127.0.0.1:9/${text}/v1`;

/** Ada fills in every form of her own organization. */
export async function fillEveryForm({ ada, operator, ids }: Inhabitants): Promise<void> {
  const { agent, apiKey, invitation, message, modelServer, organization, title, unkept } = canaries;
  const withKey = { "idempotency-key": `again-${unkept}` };
  await ada.must("POST", "/password-resets", { email: adasEmail });
  await untilFound("a mail to Ada", async () => {
    const mails = await operator.must<Page>("GET", "/operator/mailbox?limit=100");
    return mails.data.find(({ to, subject }) => to === adasEmail && String(subject).includes("password"));
  });
  await ada.must("PATCH", "/me", { name: `Ada ${canaries.name}` });
  await ada.must("PATCH", "/organization", { name: adasOrganizationName });
  const { id: workspace } = await ada.must("POST", "/workspaces", { name: `Desk ${organization}` }, withKey);
  await ada.must("PATCH", `/workspaces/${String(workspace)}`, { name: `Table ${organization}` });
  const fields = { name: `Agent ${agent}`, instructions: `Say ${agent} "often" é` };
  const { id: agentId } = await ada.must("POST", "/agents", fields, { "idempotency-key": `agent-${unkept}` });
  await ada.must("PATCH", `/agents/${String(agentId)}`, { name: `Scribe ${agent}`, instructions: agent });
  await ada.must("POST", "/model-servers", { name: modelServer, url: nowhere(modelServer), key: modelServer });
  await ada.must("POST", "/invitations", { email: `${invitation}@example.org`, role: "viewer" });
  const key = await ada.must("POST", "/api-keys", { name: `Key ${apiKey}`, scopes: ["agents.read"] });
  const asProgram = { authorization: `Bearer ${String(key["token"])}`, "avow-organization": ids.adasOrganization };
  await ada.must("GET", "/agents", undefined, asProgram);

  const conversation = await talk(ada, message, String(agentId));
  await ada.must("PATCH", `/conversations/${conversation}`, { title: `About ${title}` });
  const { data } = await untilAnswered(ada, conversation);
  const said = data.find(({ role }) => role === "user");
  await ada.must("POST", `/messages/${String(said?.["id"])}/edit`, { text: `echo: edited ${message}` });
  await untilAnswered(ada, conversation);
}

/** Ada works in Carol's organization: what she makes there is its own, what she says there is hers. */
export async function workForCarol({ ada, carol, ids }: Inhabitants): Promise<void> {
  const { shared, message } = canaries;
  const { data } = await carol.must<Page>("GET", "/workspaces");
  ada.enter(ids.carolsOrganization, String(data[0]?.["id"]));
  const settings = { variables: [{ name: "word", value: shared }] };
  const fields = { name: `Agent ${shared}`, instructions: `Tell ${shared}`, settings };
  const { id } = await ada.must("POST", "/agents", fields);
  await ada.must("POST", "/workspaces", { name: `Room ${shared}` });
  await ada.must("POST", "/model-servers", { name: shared, url: nowhere(shared), key: shared });
  await ada.must("POST", "/invitations", { email: `${shared}@example.org`, role: "viewer" });
  await ada.must("POST", "/api-keys", { name: `Key ${shared}`, scopes: ["agents.read"] });
  await talk(ada, message, String(id));
}

/** Carol makes Ada a viewer and then no member at all: what is told of it names Ada, and is Carol's deed. */
export async function partFromCarol({ carol, ids }: Inhabitants): Promise<void> {
  await carol.must("POST", "/sessions/current/step-up", { password });
  await carol.must("PATCH", `/members/${ids.ada}`, { role: "viewer" });
  await carol.must("DELETE", `/members/${ids.ada}`);
}
