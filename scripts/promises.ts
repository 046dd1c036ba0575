import { parseArgs } from "node:util";
import { startOwnInstance } from "./promises/own-instance.ts";
import { readBoard, type Told, untilLookedAt } from "./promises/read-board.ts";
import { runCommand } from "./usage-error.ts";

const patienceMs = 180_000;
const marks = { kept: "✓", broken: "✗", unknown: "?", attested: "~", off: "·" };

/** `npm run promises [-- --url https://…] [--json]`: whether every promise is kept, here or there. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { url: { type: "string" }, json: { type: "boolean", default: false } } });
  const instance = values.url ? undefined : await startOwnInstance();
  const origin = values.url ?? instance?.origin ?? "";
  try {
    const promises = instance ? await untilLookedAt(origin, patienceMs) : await readBoard(origin);
    const isAllKept = promises.every(({ state }) => state === "kept" || state === "attested" || state === "off");
    const about = { origin, is_own_instance: instance !== undefined, is_all_kept: isAllKept };
    console.log(values.json ? JSON.stringify({ ...about, promises }, null, 2) : describe(promises, about));
    process.exitCode = isAllKept ? 0 : 1;
  } finally {
    await instance?.stop();
  }
});

function describe(
  promises: readonly Told[],
  { origin, is_own_instance }: { origin: string; is_own_instance: boolean },
) {
  const whose = is_own_instance ? `an instance of its own, ${origin}, started for this and gone afterwards` : origin;
  const lines = promises.map(({ promise, state, last, off_without }) => {
    const why = state === "broken" ? (last?.wrong ?? "") : state === "off" ? `needs: ${off_without ?? ""}` : "";
    return `${marks[state]} ${state.padEnd(9)}${promise.padEnd(24)}${why}`;
  });
  const counts = Object.groupBy(promises, ({ state }) => state);
  const sums = Object.entries(counts).map(([state, list]) => `${list.length} ${state}`);
  return [`Promises of ${whose}:`, "", ...lines, "", `${promises.length} promises: ${sums.join(", ")}.`].join("\n");
}
