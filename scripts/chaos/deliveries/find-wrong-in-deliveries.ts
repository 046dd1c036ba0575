import type pg from "pg";
import type { OtherSide, Received } from "./other-side.ts";

/** What was acknowledged. */
export type Asked = {
  effects: { id: string; kind: string; text: string; order?: string | undefined }[];
  /** With the paths of the endpoints that hear of them. */
  contacts: { id: string; paths: readonly string[] }[];
  canceled: number;
  reports: number;
};

/** What must be nowhere, by the sentence that says it; each finds the rows for which it is so. */
const wrongs: Record<string, string> = {
  "a delivery never ended": "select id || ' ' || state as id from deliveries where ended_at is null",
  "a delivery failed without a reason":
    "select id from deliveries where state in ('failed', 'dead', 'canceled') and reason is null",
  "an attempt never ended": "select id from delivery_attempts where state = 'running'",
  "an attempt went wrong without a reason":
    "select id from delivery_attempts where what = 'send' and state in ('failed', 'unknown') and reason is null",
  "a delivery counts other attempts than it had": `
    select d.id from deliveries d where d.attempts <> (
      select count(*) from delivery_attempts a where a.delivery_id = d.id and a.what = 'send')`,
  "a success that nothing on its timeline tells of": `
    select d.id from deliveries d where d.state = 'succeeded' and not exists (
      select from delivery_attempts a where a.delivery_id = d.id and a.state = 'succeeded')`,
  "something ended otherwise than well, and its timeline tells of a success": `
    select d.id from deliveries d where d.state <> 'succeeded' and exists (
      select from delivery_attempts a where a.delivery_id = d.id and a.state = 'succeeded')`,
  "something was sent after it had ended": `
    select d.id from deliveries d join delivery_attempts a on a.delivery_id = d.id
    where a.what = 'send' and a.started_at > d.ended_at`,
  "something was sent again although it had succeeded": `
    select delivery_id as id from delivery_attempts where what = 'send' and state = 'succeeded' group by 1 having count(*) > 1`,
  "a failure nobody was told of": `
    select d.id from deliveries d where d.kind <> 'webhook' and d.workspace_id is not null and d.state in ('failed', 'dead') and not exists (
      select from events e where e.type = 'delivery.failed' and e.facts ->> 'delivery_id' = d.id)`,
  "a job was given up":
    "select concat(queue, ' after ', attempts, ' tries, ', last_error) as id from jobs where state = 'dead' order by 1",
};

type Row = { id: string; kind: string; state: string; operation_key: string; sends: number; doubts: number };

const deliveriesSql = `
  select d.id, d.kind, d.state, d.operation_key, count(a.id) filter (where a.what = 'send')::int as sends,
    count(a.id) filter (where a.what = 'send' and a.state in ('unknown', 'succeeded'))::int as doubts
  from deliveries d left join delivery_attempts a on a.delivery_id = d.id group by d.id`;

const shown = (ids: readonly string[]) => `${ids.length}: ${ids.slice(0, 5).join(", ")}`;

/** Compares every row with what was acknowledged, and with what the other side has. */
export async function findWrongInDeliveries(database: pg.Client, asked: Asked, other: OtherSide): Promise<string[]> {
  const problems = [...other.problems];
  const note = (what: string, ids: readonly string[]) => ids.length > 0 && problems.push(`${what}: ${shown(ids)}`);
  for (const [what, sql] of Object.entries(wrongs)) {
    const { rows } = await database.query<{ id: string }>(sql);
    note(
      what,
      rows.map(({ id }) => id),
    );
  }
  const { rows } = await database.query<Row>(deliveriesSql);
  const effects = rows.filter(({ kind }) => kind !== "webhook");
  const byId = new Map(rows.map((row) => [row.id, row]));
  note(
    "acknowledged, and not there",
    asked.effects.flatMap(({ id }) => (byId.has(id) ? [] : [id])),
  );
  note("asked for once, and there twice", duplicatesOf(effects.map(({ operation_key }) => operation_key)));
  const twice = duplicatesOf(other.effects.map(({ text }) => text));
  note("happened twice", twice);
  if (twice.length > 0) problems.push(...(await tellOf(database, twice.slice(0, 3), other.effects)));
  compareEffects(effects, other.effects, note);
  compareOrders(asked, other.effects, note);
  compareWebhooks(
    rows.filter(({ kind }) => kind === "webhook"),
    { asked, other, note },
  );
  return problems;
}

/** The timelines of effects that went wrong, beside when the other side saw them. */
async function tellOf(database: pg.Client, texts: readonly string[], effects: readonly Received[]): Promise<string[]> {
  const { rows } = await database.query<{ text: string; told: string }>(
    `select d.operation_key as text, string_agg(concat_ws(' ', a.number, a.what, a.state, a.reason, to_char(a.started_at, 'HH24:MI:SS.MS'),
       to_char(a.ended_at, 'HH24:MI:SS.MS'), a.total_ms), '; ' order by a.started_at, a.id) as told
     from deliveries d join delivery_attempts a on a.delivery_id = d.id where d.operation_key = any($1) group by 1`,
    [texts],
  );
  return rows.map(({ text, told }) => {
    const seen = effects.filter((one) => one.text === text).map(({ at }) => new Date(at).toISOString().slice(11, 23));
    return `${text}: ${told}; seen there at ${seen.join(" and ")}`;
  });
}

type Note = (what: string, ids: readonly string[]) => unknown;

function compareEffects(rows: readonly Row[], effects: readonly Received[], note: Note): void {
  const happened = new Set(effects.map(({ key }) => key));
  const lost = rows.filter(({ id, state }) => state === "succeeded" && !happened.has(id));
  note(
    "succeeded, and did not happen",
    lost.map(({ id }) => id),
  );
  const silent = rows.filter(({ id, state, doubts }) => state !== "succeeded" && doubts === 0 && happened.has(id));
  note(
    "happened, and no attempt tells of it",
    silent.map(({ id }) => id),
  );
  const known = new Set(rows.map(({ id }) => id));
  note(
    "happened, and nobody asked for it",
    [...happened].filter((id) => !known.has(id)),
  );
}

/** What is ordered first happened in that order. */
function compareOrders({ effects: asked }: Asked, effects: readonly Received[], note: Note): void {
  const placeOf = new Map(effects.map(({ key }, place) => [key, place]));
  for (const batch of new Set(asked.filter(({ order }) => order).map(({ text }) => text.split("/")[0]))) {
    const places = asked.filter(({ text }) => text.startsWith(`${batch}/`)).flatMap(({ id }) => placeOf.get(id) ?? []);
    if (places.some((place, n) => n > 0 && place < places[n - 1]!)) note("happened out of order", [String(batch)]);
  }
}

type Compared = { asked: Asked; other: OtherSide; note: Note };

function compareWebhooks(rows: readonly Row[], { asked, other, note }: Compared): void {
  const idsOf = new Map<string, Set<string>>();
  const times = new Map<string, number>();
  for (const { endpoint, id, subject } of other.webhooks) {
    const about = `${endpoint} ${subject}`;
    idsOf.set(about, (idsOf.get(about) ?? new Set()).add(id));
    times.set(about, (times.get(about) ?? 0) + 1);
  }
  note(
    "the same message had two ids",
    [...idsOf].filter(([, ids]) => ids.size > 1).map(([about]) => about),
  );
  note(
    "messages under one id differ",
    duplicatesOf(
      [...new Set(other.webhooks.map((w) => `${w.endpoint} ${w.id} ${w.subject}`))].map((w) =>
        w.split(" ").slice(0, 2).join(" "),
      ),
    ),
  );
  const arrivals = [...times.values()].reduce((sum, n) => sum + n, 0);
  const sends = rows.reduce((sum, row) => sum + row.sends, 0);
  if (arrivals > sends) note("more messages arrived than were sent", [`${arrivals} of ${sends}`]);
  const arrived = new Set(idsOf.keys());
  const isWhole = rows.every(({ state }) => state === "succeeded");
  const missing = asked.contacts.flatMap(({ id, paths }) => paths.filter((path) => !arrived.has(`${path} ${id}`)));
  if (isWhole) note("succeeded, and did not arrive", missing);
  else
    note(
      "a webhook did not succeed",
      rows.filter(({ state }) => state !== "succeeded").map(({ id }) => id),
    );
}

function duplicatesOf(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.has(value) || !seen.add(value));
}

export async function countEnds(database: pg.Client): Promise<Record<string, number>> {
  const { rows } = await database.query<{ state: string; count: number }>(
    "select state, count(*)::int as count from deliveries group by state",
  );
  const { rows: doubts } = await database.query<{ count: number }>(
    "select count(*)::int as count from delivery_attempts where what = 'send' and state = 'unknown'",
  );
  return { ...Object.fromEntries(rows.map(({ state, count }) => [state, count])), doubtful_attempts: doubts[0]!.count };
}
