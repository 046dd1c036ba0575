import { issueOwnerLink } from "../modules/deployment/public.ts";
import { testOrigin, until, type World } from "./world.ts";

/** A person with a browser: signed in, address confirmed. */
export type Person = {
  world: World;
  userId: string;
  name: string;
  email: string;
  password: string;
  /** `avow-session=…`, as the browser sends it. */
  cookie: string;
  /** An address of their own, so that people don't share limits. */
  ip: string;
  /** As their browser asks: cookie, CSRF header, JSON body. `json` is encoded. */
  request(path: string, init?: PersonRequest): Promise<Response>;
};

export type PersonRequest = Omit<RequestInit, "headers"> & { json?: unknown; headers?: Record<string, string> };

type People = { count: number; operator: Person | undefined; opening?: Promise<Response>; isWorking: boolean };
const peopleOf = new WeakMap<World, People>();

/** Born so that nobody is too young. */
export const birthDate = "1990-04-01";

const inBrowser = { "avow-csrf": "1", "content-type": "application/json", "user-agent": "Mozilla/5.0 (test)" };

/** Asks like a browser that is signed in as nobody. */
export function askAnonymously(world: World, path: string, json: unknown, ip = "127.0.0.1"): Promise<Response> {
  return world.request(path, { method: "POST", ip, headers: inBrowser, body: JSON.stringify(json) });
}

/** The session cookie of an answer, as a browser sends it back. */
export function cookieOf(answer: Response): string {
  const [cookie] = answer.headers.getSetCookie().map((set) => set.split(";")[0]!);
  if (!cookie?.startsWith("avow-session=") || cookie === "avow-session=")
    throw new Error(`no session: ${answer.status}`);
  return cookie;
}

/**
 * Someone who signed up through the real endpoints. The first of a world uses the owner link and is its operator; for
 * the others the operator opens sign-up, and a worker sends the link that confirms their address.
 */
export async function signUp(world: World, name: string, options: { password?: string } = {}): Promise<Person> {
  const people = peopleOf.get(world) ?? { count: 0, operator: undefined, isWorking: false };
  peopleOf.set(world, people);
  const number = ++people.count;
  const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${number}@example.test`;
  const password = options.password ?? `${name} and a long enough secret ${number}`;
  const ip = `10.0.${number >> 8}.${number & 255}`;
  const asked = { email, password, name, birth_date: birthDate };
  if (number === 1) {
    const answer = await askAnonymously(
      world,
      "/api/v1/users",
      { ...asked, owner_token: await issueOwnerLink(world.app) },
      ip,
    );
    people.operator = await describePerson(world, {
      name,
      email,
      password,
      ip,
      cookie: cookieOf(await succeeded(answer)),
    });
    return people.operator;
  }
  await openSignUp(world, people);
  const operator = people.operator!;
  await succeeded(await askAnonymously(world, "/api/v1/users", asked, ip));
  const token = await mailedToken(operator, email);
  await succeeded(await askAnonymously(world, "/api/v1/email-verifications/confirm", { token }, ip));
  return signIn(world, { name, email, password, ip });
}

/** A new session of someone who has an account. */
export async function signIn(
  world: World,
  person: Pick<Person, "name" | "email" | "password" | "ip">,
): Promise<Person> {
  const { email, password, ip } = person;
  const answer = await succeeded(await askAnonymously(world, "/api/v1/sessions", { email, password }, ip));
  return describePerson(world, { ...person, cookie: cookieOf(answer) });
}

export type ReadMail = { id: string; to: string; subject: string; text: string; created_at: string };

/** What waits in the operator's mailbox, newest first. */
export async function readMailbox(operator: Person): Promise<ReadMail[]> {
  const answer = await succeeded(await operator.request("/api/v1/operator/mailbox?limit=100"));
  return ((await answer.json()) as { data: ReadMail[] }).data;
}

/** Waits until no job is due or running: none at all, or none of one area. */
export async function untilIdle(world: World, area = ""): Promise<void> {
  const due = `select 1 from jobs where (state = 'leased' or (state = 'queued' and run_at <= $1)) and starts_with(queue, $2) limit 1`;
  await until(async () => (await world.rows(due, [world.clock.now(), area])).length === 0);
}

/** The token in a mail to an address, waited for, as the operator reads it in the mailbox. */
export function mailedToken(operator: Person, email: string, subject?: RegExp): Promise<string> {
  return until(async () => {
    await untilIdle(operator.world, "accounts.");
    const mail = (await readMailbox(operator)).find((one) => one.to === email && (subject?.test(one.subject) ?? true));
    return mail && /#(?:token|invitation)=([\w-]+)/.exec(mail.text)?.[1];
  });
}

async function openSignUp(world: World, people: People): Promise<void> {
  const operator = await until(() => people.operator);
  if (!(await operator.request("/api/v1/me")).ok) people.operator = await signIn(world, operator); // the clock was moved
  if (!people.isWorking) {
    people.isWorking = true;
    await world.work();
  }
  people.opening ??= people
    .operator!.request("/api/v1/operator/settings", { method: "PATCH", json: { sign_up: "open" } })
    .then(succeeded);
  await people.opening;
}

async function describePerson(world: World, known: Omit<Person, "world" | "userId" | "request">): Promise<Person> {
  let { cookie } = known;
  const request: Person["request"] = async (path, { json, headers = {}, ...init } = {}) => {
    const answer = await world.request(path, {
      ...init,
      ip: known.ip,
      headers: { ...inBrowser, origin: testOrigin, cookie, ...headers },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const isAnother = answer.headers.getSetCookie().some((set) => /^avow-session=[^;]/.test(set));
    if (isAnother && headers["cookie"] === undefined) cookie = cookieOf(answer);
    return answer;
  };
  const { user } = (await (await succeeded(await request("/api/v1/me"))).json()) as { user: { id: string } };
  const person = { ...known, world, userId: user.id, request };
  return Object.defineProperty(person, "cookie", { get: () => cookie, enumerable: true });
}

export type PersonWithOrganization = Person & { organizationId: string; workspaceId: string };

/** Makes an organization of this person's own, and enters it: requests carry both tenant headers from here on. */
export async function withOrganization(
  person: Person,
  name = `${person.name}'s organization`,
): Promise<PersonWithOrganization> {
  const answer = await succeeded(await person.request("/api/v1/organizations", { method: "POST", json: { name } }));
  const { id, workspaces } = (await answer.json()) as { id: string; workspaces: { id: string }[] };
  const workspaceId = workspaces[0]!.id;
  return { ...enter(person, { organizationId: id, workspaceId }), organizationId: id, workspaceId };
}

/** The same person, asking in a tenant. */
export function enter(person: Person, tenant: { organizationId: string; workspaceId?: string }): Person {
  const { organizationId, workspaceId } = tenant;
  const inTenant = { "avow-organization": organizationId, ...(workspaceId ? { "avow-workspace": workspaceId } : {}) };
  return {
    ...person,
    request: (path, init = {}) => person.request(path, { ...init, headers: { ...inTenant, ...init.headers } }),
  };
}

/** @throws with the problem, when it was refused */
export async function succeeded(answer: Response): Promise<Response> {
  if (!answer.ok) throw new Error(`refused: ${answer.status} ${await answer.text()}`);
  return answer;
}
