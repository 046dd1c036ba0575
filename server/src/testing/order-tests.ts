import { relative } from "node:path";
import { BaseSequencer, type TestSpecification, type Vitest } from "vitest/node";

/** What takes longest on two cores, half a minute and more; longest first. Most of them start and kill processes. */
export const longest: readonly string[] = [
  "scripts/acceptance/canary.test.ts",
  "server/src/every-permission.test.ts",
  "scripts/new/new-module.test.ts",
  "server/src/operate/embedded/start-embedded.test.ts",
  "scripts/chaos/ground.test.ts",
  "scripts/chaos/deliveries.test.ts",
  "server/src/operate/stop.test.ts",
  "scripts/acceptance/point-in-time.test.ts",
  "server/src/operate/embedded/survive-kill.test.ts",
  "server/src/privacy/erase/carry-out-erasure.test.ts",
  "server/src/operate/verbs/operator-verbs.test.ts",
  "server/src/operate/run-process.test.ts",
  "server/src/modules/sessions/brute-force.test.ts",
  "scripts/launch/launch.test.ts",
  "server/src/operate/embedded/throw-away-cluster.test.ts",
  "server/src/modules/connections/bear-refusals.test.ts",
  "server/src/operate/upgrade-embedded.test.ts",
  "server/src/operate/keyring-of-deployment.test.ts",
  "scripts/chaos/ledger.test.ts",
  "server/src/modules/conversations/answers/survive-kill.test.ts",
  "server/src/egress/deliveries/carry-out.test.ts",
  "scripts/chaos/runs.test.ts",
];

/** vitest's own order, by size or by what a file took before, with the longest spread over its first half. */
export class LongestEarly extends BaseSequencer {
  readonly #root: string;
  constructor(vitest: Vitest) {
    super(vitest);
    this.#root = vitest.config.root;
  }

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const nameOf = ({ moduleId }: TestSpecification) => relative(this.#root, moduleId).replaceAll("\\", "/");
    // oxlint-disable-next-line unicorn/no-array-sort -- vitest's sequencer, not a list's
    return spreadEarly(await super.sort(files), nameOf);
  }
}

/**
 * The longest files of a run in their order, each with as many others after it: none of them begins when all else is
 * over, and they are not all under way at once.
 */
export function spreadEarly<File>(files: readonly File[], nameOf: (file: File) => string): File[] {
  const placeOf = (file: File) => longest.indexOf(nameOf(file));
  const long = files.filter((file) => placeOf(file) >= 0).toSorted((a, b) => placeOf(a) - placeOf(b));
  const others = files.filter((file) => placeOf(file) < 0);
  const between = Math.ceil(others.length / 2 / Math.max(1, long.length));
  const spread = long.flatMap((file, at) => [file, ...others.slice(at * between, (at + 1) * between)]);
  return [...spread, ...others.slice(long.length * between)];
}
