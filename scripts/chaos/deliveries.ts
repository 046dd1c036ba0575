import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { becomeOwner, until } from "./actors.ts";
import { type Chaos, seededRandom } from "./chaos.ts";
import { effectKinds } from "./deliveries/effect-kinds.ts";
import { type Asked, countEnds, findWrongInDeliveries } from "./deliveries/find-wrong-in-deliveries.ts";
import { openOtherSide, type OtherSide } from "./deliveries/other-side.ts";
import { startProcesses, type Victim } from "./processes.ts";
import type { Visitor } from "./visitor.ts";

const victims: readonly Victim[] = ["worker", "database", "web"];
const endpointsCount = 4;
/** One after the other takes long: no ordered endpoint is told of more than so many. */
const contactsEach = 120;
const batchMax = 25;
const askersAtOnce = 4;
const killEveryMs = 4000;
/** The last of them are left in peace: whoever waits for an answer for the tenth time would only wait longer. */
const leftInPeace = 0.05;
/** A bound, so that nothing is killed for ever where something never ends. */
const killsMost = 300;
const settledWithinMs = 15 * 60_000;

/**
 * Effects are asked for: webhooks, mails, effects at a side that can be asked and at one that knows keys. All sides time out,
 * cut off, lie, and report late, twice and shuffled, while worker, database and web are killed in turn. What a mail server never
 * answered for a person settles, who looks into its log. At the end every effect that was asked for has ended in a way its
 * timeline explains, and happened once or not at all.
 */
export const chaosDeliveries: Chaos = async ({ n, seed, say }) => {
  const random = seededRandom(seed);
  const other = await openOtherSide(random);
  const file = join(import.meta.dirname, "deliveries/effects-process.ts");
  const processes = await startProcesses({
    file,
    env: {
      AVOW_CHAOS_OTHER_SIDE: other.url,
      AVOW_SMTP_URL: other.mailUrl,
      AVOW_ALLOW_LOOPBACK_MODELS: "1",
      AVOW_ALLOW_LOOPBACK_TARGETS: "1",
    },
  });
  const problems: string[] = [];
  const asked: Asked = { effects: [], contacts: [], canceled: 0, reports: 0 };
  let kills = 0;
  let ends = {};
  try {
    const owner = await becomeOwner(processes.origin, await processes.ownerToken);
    const places = await openPlaces(owner, other, Math.ceil(n / 3 / endpointsCount / contactsEach));
    const reports = reportTwice(owner, other, random);
    let isOver = false;
    const asking = askForAll(owner, { n, random, asked, places }).finally(() => (isOver = true));
    asking.catch(() => undefined); // awaited below, after the kills
    const isNearlyDone = async () => isOver && (await countOpen(processes.databaseUrl())) <= n * leftInPeace;
    for (; (kills < victims.length || !(await isNearlyDone())) && kills < killsMost; kills++) {
      await sleep(500 + random() * killEveryMs);
      const victim = victims[kills % victims.length]!;
      await processes.kill(victim);
      // Whoever has to start first comes to nothing where it is always killed again before.
      await owner.must("GET", "/me");
      say(`${kills + 1}: killed ${victim}, ${asked.effects.length + asked.contacts.length * endpointsCount} asked for`);
    }
    await asking;
    await owner.must("GET", "/me");
    const database = new pg.Client({ connectionString: processes.databaseUrl() });
    database.on("error", (error) => problems.push(String(error)));
    await database.connect();
    try {
      const settle = { owner, other, database };
      const settled = () =>
        until(
          "the end of every delivery",
          () => isSettled(database, asked, () => settleMails(settle)),
          settledWithinMs,
        ).catch((error: unknown) => problems.push(String(error)));
      await settled();
      asked.reports = await reports.all();
      // Meanwhile a notice of what failed may have been mailed, and that again be in doubt.
      await settled();
      ends = await countEnds(database);
      problems.push(...(await findWrongInDeliveries(database, asked, other)));
    } finally {
      await database.end();
    }
  } catch (error) {
    problems.push(String(error));
  }
  const { orphans } = await processes.stop();
  other.close();
  if (orphans.length > 0) problems.push(`left running: ${orphans.join(", ")}`);
  if (problems.length > 0) say(processes.output().slice(-6000));
  const intents = asked.effects.length + asked.contacts.length * endpointsCount;
  const { canceled, reports } = asked;
  return { problems, kills, intents, ...ends, canceled_in_time: canceled, reports, tries: other.asked(), seed };
};

/** A workspace with its endpoints, the first of which is told in order. */
type Place = { visitor: Visitor; paths: readonly string[] };

async function openPlaces(owner: Visitor, other: OtherSide, count: number): Promise<Place[]> {
  const made = await owner.must("POST", "/organizations", { name: "Deliveries" }, "organization");
  const organizationId = String(made["id"]);
  const [first] = made["workspaces"] as { id: string }[];
  owner.enter(first!.id, organizationId);
  const places: Place[] = [];
  for (let n = 0; n < count; n++) {
    const further = async () => (await owner.must("POST", "/workspaces", { name: `Place ${n}` }, `place-${n}`))["id"];
    const visitor = n === 0 ? owner : owner.elsewhere(String(await further()), organizationId);
    const paths = Array.from({ length: endpointsCount }, (_, i) => `/hook-${n}-${i}`);
    for (const [i, path] of paths.entries()) {
      const endpoint = { url: `${other.url}${path}`, events: ["contact.created"], ordered: i === 0 };
      const { secret } = await visitor.must("POST", "/webhook-endpoints", endpoint);
      other.expect(path, String(secret));
    }
    places.push({ visitor, paths });
  }
  return places;
}

type Asking = { n: number; random: () => number; asked: Asked; places: readonly Place[] };

/**
 * A third of the effects are webhooks about contacts, four for each; the rest are asked for in batches. What is not answered is
 * asked for again without a key of its own: a batch is the same effects then, a contact another one.
 */
async function askForAll(owner: Visitor, { n, random, asked, places }: Asking): Promise<void> {
  const work: (() => Promise<void>)[] = [];
  const contacts = Math.ceil(n / 3 / endpointsCount);
  for (let i = 0; i < contacts; i++)
    work.push(async () => {
      const { visitor, paths } = places[i % places.length]!;
      const { id } = await visitor.must("POST", "/contacts", { name: `Contact ${i}` });
      asked.contacts.push({ id: String(id), paths });
    });
  for (let left = n - contacts * endpointsCount, batch = 0; left > 0; left -= batchMax, batch++) {
    const kind = effectKinds[batch % effectKinds.length]!;
    const order = batch % 8 === 1 ? { order: `ord_${batch % 256}` } : {};
    const body = { kind, batch: `b${batch}`, count: Math.min(batchMax, left), ...(kind === "mail" ? {} : order) };
    work.push(async () => {
      const { ids } = await owner.must("POST", "/chaos-effects", body);
      for (const [index, id] of (ids as string[]).entries())
        asked.effects.push({ id, kind, text: `b${batch}/${index}`, ...(kind === "mail" ? {} : order) });
      if (random() < 0.3) await cancelOne(owner, ids as string[], { random, asked });
    });
  }
  const shuffled = work.map((one) => ({ one, at: random() })).toSorted((a, b) => a.at - b.at);
  const takeTurns = async () => {
    for (let next = shuffled.shift(); next; next = shuffled.shift()) await next.one();
  };
  await Promise.all(Array.from({ length: askersAtOnce }, takeTurns));
}

async function cancelOne(
  owner: Visitor,
  ids: string[],
  { random, asked }: Pick<Asking, "random" | "asked">,
): Promise<void> {
  const id = ids[Math.floor(random() * ids.length)]!;
  const { status } = await owner.ask("POST", `/deliveries/${id}/cancel`);
  if (status === 200) asked.canceled++;
}

/** The other side tells of some of its effects by itself: once or more often, sooner or later. */
function reportTwice(owner: Visitor, other: OtherSide, random: () => number) {
  const told: Promise<unknown>[] = [];
  other.onEffect(({ key }, remoteId) => {
    if (random() < 0.7) return;
    const times = 1 + Math.floor(random() * 3);
    const tell = () => owner.ask("POST", "/chaos-reports", { key, remote_id: remoteId });
    for (let i = 0; i < times; i++) told.push(sleep(random() * 4000).then(tell));
  });
  return { all: () => Promise.all(told).then(({ length }) => length) };
}

/** How many have not ended, but for those that wait for a person; all of them where the database does not say. */
async function countOpen(connectionString: string): Promise<number> {
  const database = new pg.Client({ connectionString });
  database.on("error", () => undefined); // its query says so
  try {
    await database.connect();
    const { rows } = await database.query<{ open: number }>(
      "select count(*)::int as open from deliveries where ended_at is null and not (kind = 'mail' and state = 'unconfirmed')",
    );
    return rows[0]!.open;
  } catch {
    return Number.POSITIVE_INFINITY; // it was just killed
  } finally {
    await database.end().catch(() => undefined); // it never was there
  }
}

/** Every event has become deliveries, and all of them have ended. */
async function isSettled(
  database: pg.Client,
  { effects, contacts }: Asked,
  settleDoubts: () => Promise<void>,
): Promise<true | undefined> {
  await settleDoubts();
  const { rows } = await database.query<{ written: number; open: number; contacts: number }>(
    `select count(*)::int as written, count(*) filter (where ended_at is null)::int as open,
       (select count(*)::int from contacts) as contacts from deliveries`,
  );
  const { written, open, contacts: made } = rows[0]!;
  const isThere = made >= contacts.length && written >= effects.length + made * endpointsCount;
  return open === 0 && isThere ? true : undefined;
}

type Settling = { owner: Visitor; other: OtherSide; database: pg.Client };

/** What a person does who reads the mail server's log: says of each mail that nobody answered for whether it went. */
async function settleMails({ owner, other, database }: Settling): Promise<void> {
  const { rows } = await database.query<{ id: string }>(
    "select id from deliveries where kind = 'mail' and state = 'unconfirmed'",
  );
  const went = new Set(other.effects.map(({ key }) => key));
  for (const { id } of rows) await owner.must("POST", `/operator/mails/${id}/settle`, { happened: went.has(id) });
}
