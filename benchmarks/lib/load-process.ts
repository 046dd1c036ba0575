import { Pool } from "undici";
import type { LoadAsk, LoadResult } from "./load.ts";

/** Keeps `connections` requests in flight for `ms` and counts the answers. */
async function measure({
  origin,
  path,
  headers: common,
  cookies,
  body,
  connections,
  ms,
}: LoadAsk): Promise<LoadResult> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const times: number[] = [];
  let failed = 0;
  const end = performance.now() + ms;
  const lane = async (_: unknown, n: number) => {
    const headers = cookies ? { ...common, cookie: cookies[n % cookies.length]! } : common;
    while (performance.now() < end) {
      const started = performance.now();
      const { statusCode, body: answer } = await pool.request(
        body === undefined ? { method: "GET", path, headers } : { method: "POST", path, headers, body },
      );
      await answer.dump();
      times.push(performance.now() - started);
      if (statusCode >= 300) failed++;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, lane));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / seconds,
    failed,
    p50Ms: times[Math.floor(times.length / 2)]!,
    p99Ms: times[Math.floor(times.length * 0.99)]!,
  };
}

process.on("message", (ask) => void measure(ask as LoadAsk).then((result) => process.send!(result)));
