import { type Browser, until } from "../browser.ts";
import { must, type Step } from "../scenario.ts";
import { readRun, type SeenRun, startRun } from "./runs.ts";
import type { Stage } from "./stage.ts";

const asked = 50;
const paidFor = 10;
const prompt = "Tell a long story.";
/** Of a sandbox token that comes out, in micro-credits. */
const tokenMicros = 4;

type Wallet = { ledger: string; balance: number; held: number; available: number };
type Booked = { data: { amount: number; generation_id?: string | null }[] };

/** 9. Fifty runs at once while all of the wallet but the credit for ten is set aside by one long call. */
export const spendWhatThereIs: Step<Stage> = {
  title: "Fifty runs, credit for ten",
  async run({ dana, mia, noah, rows }) {
    const teller = await dana.must<{ id: string }>("POST", "/agents", { name: "Teller", model: "sandbox" });
    const { most } = await dana.must<{ most: number }>("POST", "/quotes", { model: "sandbox", prompt });
    const whole = await readWallet(dana);
    const call = await setAside(dana, whole.available - Math.round((paidFor + 0.5) * most));
    const short = await until("most of it to be set aside", async () => {
      const now = await readWallet(dana);
      return now.held > 0 && now;
    });
    must(Math.floor(short.available / most) === paidFor, `${short.available} is left for calls of ${most}`);
    const people = [dana, mia, noah];
    const begun = Array.from({ length: asked }, async (_, at) => {
      const who = people[at % people.length]!;
      return { who, id: (await startRun(who, teller, prompt)).id };
    });
    let lowest = short.available;
    const runs = await Promise.all(
      begun.map(async (one) => {
        const { who, id } = await one;
        return untilOver(who, id, async () => {
          const { available } = await readWallet(dana);
          lowest = Math.min(lowest, available);
        });
      }),
    );
    await call.leave();
    const completed = runs.filter(({ state }) => state === "completed");
    const refused = runs.filter(({ state, reason }) => state === "budget_exceeded" && reason === "wallet.insufficient");
    must(completed.length === paidFor, `${completed.length} completed: ${JSON.stringify(countStates(runs))}`);
    must(refused.length === asked - paidFor, `${refused.length} were refused: ${JSON.stringify(countStates(runs))}`);
    must(lowest >= 0, `the wallet was at ${lowest}`);
    return `${completed.length} completed, ${refused.length} refused before anything was sent; ${await checkBooks(dana, completed, rows)}`;
  },
};

async function readWallet(who: Browser): Promise<Wallet> {
  const { wallets } = await who.must<{ wallets: Wallet[] }>("GET", "/wallet");
  return wallets.find(({ ledger }) => ledger === "sandbox")!;
}

const countStates = (runs: readonly SeenRun[]) =>
  Object.fromEntries(
    [...Map.groupBy(runs, ({ state, reason }) => `${state} ${reason ?? ""}`)].map(([state, of]) => [state, of.length]),
  );

/** A call whose answer may become so long that little is left meanwhile. */
async function setAside(who: Browser, amount: number) {
  const scopes = ["generations.write"];
  const { token } = await who.must<{ token: string }>("POST", "/api-keys", { name: "Long", scopes });
  const leave = new AbortController();
  const answer = await fetch(`${who.origin}/v1/chat/completions`, {
    method: "POST",
    signal: leave.signal,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "avow-workspace": who.headers()["avow-workspace"]!,
    },
    body: JSON.stringify({
      model: "sandbox",
      stream: true,
      max_tokens: Math.floor(amount / tokenMicros) - 200,
      messages: [{ role: "user", content: "A long story." }],
    }),
  });
  must(answer.ok, `setting aside was answered ${answer.status} ${answer.ok ? "" : await answer.text()}`);
  return {
    async leave() {
      leave.abort();
      await answer.body?.cancel().catch(() => undefined); // it was broken off
    },
  };
}

const untilOver = (who: Browser, id: string, look: () => Promise<void>): Promise<SeenRun> =>
  until(`run ${id} to end`, async () => {
    await look();
    const run = await readRun(who, id);
    return !["queued", "running"].includes(run.state) && run;
  });

/** Each call has a price and its entry, and the books agree to the micro-credit. */
async function checkBooks(dana: Browser, completed: readonly SeenRun[], rows: Stage["rows"]): Promise<string> {
  const unpaid = completed.filter(({ cost_micros }) => cost_micros <= 0);
  must(unpaid.length === 0, `${unpaid.length} runs cost nothing`);
  await until("nothing to be set aside any more", async () => (await readWallet(dana)).held === 0);
  const { data } = await dana.must<Booked>("GET", "/wallet/transactions?ledger=sandbox&limit=100");
  const charged = new Set(data.map(({ amount }) => Math.abs(amount)));
  const missing = completed.filter(({ cost_micros }) => !charged.has(cost_micros));
  must(missing.length === 0, `${missing.length} runs are not in the ledger`);
  const [sum] = (await rows?.("select sum(amount)::text as sum from ledger_entries")) ?? [];
  must(!sum || sum["sum"] === "0", `all entries come to ${String(sum?.["sum"])}`);
  return `each with its entry in the ledger, the wallet never below nought${sum ? ", all entries come to 0" : ""}`;
}
