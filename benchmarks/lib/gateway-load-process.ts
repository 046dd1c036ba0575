import { Pool } from "undici";

export type GatewayAsk = {
  origin: string;
  headers: Record<string, string>;
  /** One of these for each connection in turn. */
  callers: readonly { model: string; token?: string }[];
  isStream: boolean;
  connections: number;
  chunks: number;
  paceMs: number;
  ms: number;
};
export type GatewayResult = {
  perSecond: number;
  done: number;
  failed: number;
  p50Ms: number;
  p99Ms: number;
  firstP50Ms: number;
  firstP99Ms: number;
};

const at = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

/** Keeps `connections` calls in flight for `ms`; reads every answer to its end. */
async function measure({ origin, headers: common, callers, isStream, connections, chunks, paceMs, ms }: GatewayAsk) {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const content = "Hello there, please say something nice. ".repeat(8);
  const bodyFor = (model: string) =>
    JSON.stringify({
      model,
      stream: isStream,
      max_tokens: chunks,
      ...(paceMs ? { seed: paceMs } : {}),
      messages: [{ role: "user", content }],
      ...(isStream ? { stream_options: { include_usage: true } } : {}),
    });
  const [times, firsts]: [number[], number[]] = [[], []];
  let failed = 0;
  const end = performance.now() + ms;
  const lane = async (_: unknown, n: number) => {
    const { model, token } = callers[n % callers.length]!;
    const body = bodyFor(model);
    const headers = { ...common, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    while (performance.now() < end) {
      const started = performance.now();
      const sent = {
        method: "POST" as const,
        path: "/v1/chat/completions",
        headers: { "content-type": "application/json", ...headers },
        body,
      };
      const answer = await pool.request(sent);
      let first: number | undefined;
      let last: Buffer = Buffer.alloc(0);
      for await (const bytes of answer.body as AsyncIterable<Buffer>) {
        if (first === undefined && (!isStream || bytes.includes("Hello"))) first = performance.now() - started;
        last = bytes;
      }
      const isWhole = !isStream || last.includes("[DONE]");
      if (answer.statusCode !== 200 || first === undefined || !isWhole) failed++;
      else {
        firsts.push(first);
        times.push(performance.now() - started);
      }
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, lane));
  const took = (performance.now() - started) / 1000;
  await pool.close();
  const result: GatewayResult = {
    perSecond: times.length / took,
    done: times.length,
    failed,
    p50Ms: at(times, 0.5),
    p99Ms: at(times, 0.99),
    firstP50Ms: at(firsts, 0.5),
    firstP99Ms: at(firsts, 0.99),
  };
  process.send!(result);
}

process.on("message", (ask) => void measure(ask as GatewayAsk));
