import { atMost, type Benchmark, median } from "./lib/benchmark.ts";
import { startAvow } from "./lib/start-avow.ts";
import { throwAwayFolders } from "./lib/throw-away-folders.ts";

const rounds = 3;

/** From `npm start` to the first answer of `/readyz`, on a deployment that has been started before. */
export const coldStart: Benchmark = {
  summary: "seconds from npm start to ready, on an installed and built checkout with an existing database",
  async run() {
    const folders = throwAwayFolders();
    const first = await startAvow(folders);
    const firstSeconds = first.readyMs / 1000;
    await first.stop();
    const seconds: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const started = await startAvow(folders);
      const { status } = await fetch(`${started.origin}/healthz`);
      if (status !== 200) throw new Error(`/healthz answered ${status}`);
      seconds.push(started.readyMs / 1000);
      await started.stop();
    }
    folders.remove();
    return [
      atMost("cold-start", median(seconds), 10, { unit: "s", first_start_s: Number(firstSeconds.toFixed(2)), rounds }),
    ];
  },
};
