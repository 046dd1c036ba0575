import { createHash } from "node:crypto";

/** One thing noted of somebody, as an agent keeps it. */
export type Noted = {
  id: string;
  version: number;
  text: string;
  status: "active" | "superseded";
  successor_id: string | null;
  event_at: Date | null;
  created_at: Date;
  superseded_at: Date | null;
  confidence: number;
};
export type Question = { kind: "now" | "before" | "year"; text: string; answers: string[] };

type Slot = { says: readonly ((who: string, what: string) => string)[]; values: readonly string[] } & Record<
  "now" | "before",
  (who: string) => string
> & { year(who: string, year: number): string };

const cities = ["Cluj", "Iași", "Graz", "Porto", "Leiden", "Turku", "Bergen", "Gdynia", "Ghent"];
const firms = ["Acme", "Globex", "Initech", "Umbrella", "Hooli", "Vandelay", "Soylent", "Wonka"];
const cars = ["einen Fiat", "einen Volvo", "einen Saab", "einen Dacia", "einen Seat", "einen Skoda"];

const slots: readonly Slot[] = [
  {
    says: [(who, what) => `${who} lives in ${what}`, (who, what) => `${who} moved to ${what}`],
    values: cities,
    now: (who) => `Where does ${who} live?`,
    before: (who) => `Where did ${who} live before?`,
    year: (who, year) => `Where did ${who} live in ${year}?`,
  },
  {
    says: [(who, what) => `${who} works at ${what}`, (who, what) => `${who} has a new job at ${what}`],
    values: firms,
    now: (who) => `What is ${who}'s job?`,
    before: (who) => `Where did ${who} use to work, at what job, before?`,
    year: (who, year) => `At whose job was ${who} working in ${year}?`,
  },
  {
    says: [
      (who, what) => `${who} hat als Auto ${what}`,
      (who, what) => `${who} hat sich ${what} gekauft, das alte ist weg`,
    ],
    values: cars,
    now: (who) => `Welches Auto hat ${who}?`,
    before: (who) => `Welches Auto hatte ${who} früher?`,
    year: (who, year) => `Welches Auto hatte ${who} ${year}?`,
  },
];

const people = ["Ana", "Mara", "Otto", "Ida", "Noor", "Piet", "Luca", "Zofia", "Emre", "Signe"];
const asides = ["likes walnuts", "has a cat", "sings in a choir", "plays chess", "is afraid of dogs", "reads at night"];
const years = [2023, 2024, 2025];

/** Ten people of whom three things changed twice, among much else that is newer; and what one asks about them. */
export function makeLife(seed: string, asideCount = 400): { noted: Noted[]; questions: Question[] } {
  const draw = drawer(seed);
  const told = people.flatMap((who) => slots.map((slot) => tellSlot(slot, who, draw)));
  const beside = Array.from({ length: asideCount }, (_, at) =>
    note(`aside-${at}`, `${people[draw(people.length)]} ${asides[draw(asides.length)]}, and said so ${at} times`, {
      at: new Date(Date.UTC(2026, draw(10), 1 + draw(28))),
    }),
  );
  return { noted: [...told.flatMap(({ noted }) => noted), ...beside], questions: told.flatMap((one) => one.questions) };
}

function tellSlot(slot: Slot, who: string, draw: (most: number) => number) {
  const first = draw(slot.values.length);
  const changes = years.map((year) => new Date(Date.UTC(year - 1, 10 + draw(2), 1 + draw(28))));
  const ids = years.map((year) => `${who}-${slots.indexOf(slot)}-${year}`);
  const noted = years.map((_, at) =>
    note(ids[at]!, slot.says[at === 0 ? 0 : 1]!(who, slot.values[(first + at) % slot.values.length]!), {
      at: changes[at]!,
      next: changes[at + 1],
      by: ids[at + 1],
    }),
  );
  const questions: Question[] = [
    { kind: "now", text: slot.now(who), answers: [ids[2]!] },
    { kind: "before", text: slot.before(who), answers: ids.slice(0, 2) },
    ...years.map((year, at) => ({ kind: "year" as const, text: slot.year(who, year), answers: [ids[at]!] })),
  ];
  return { noted, questions };
}

type When = { at: Date; next?: Date | undefined; by?: string | undefined };

const note = (id: string, text: string, { at, next, by }: When): Noted => ({
  id,
  version: 1,
  text,
  status: by === undefined ? "active" : "superseded",
  successor_id: by ?? null,
  event_at: null,
  created_at: at,
  superseded_at: next ?? null,
  confidence: 90,
});

function drawer(seed: string) {
  let count = 0;
  return (most: number) => createHash("sha256").update(`${seed} ${count++}`).digest().readUInt32BE() % most;
}
