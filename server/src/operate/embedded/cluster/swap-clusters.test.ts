import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { embeddedFiles, type EmbeddedFiles } from "../embedded-files.ts";
import { dropFormer, finishSwap, swapClusters, swapSteps } from "./swap-clusters.ts";

function openFolder(): EmbeddedFiles {
  const dataDir = fs.mkdtempSync(join(tmpdir(), "avow-swap-"));
  onTestFinished(() => fs.rmSync(dataDir, { recursive: true }));
  const files = embeddedFiles(dataDir);
  for (const [folder, major] of [
    [files.cluster, "15"],
    [files.upgraded, "18"],
  ] as const) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(join(folder, "PG_VERSION"), major);
  }
  return files;
}

const majorIn = (folder: string) => {
  const file = join(folder, "PG_VERSION");
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "none";
};
const clustersOf = (files: EmbeddedFiles) => [files.cluster, files.upgraded, files.former].map(majorIn);

test("a start finds the upgraded cluster in place and the former one aside, wherever the swap was cut off", () => {
  for (let done = 1; done <= swapSteps.length; done += 1) {
    const files = openFolder();
    for (const step of swapSteps.slice(0, done)) step(files);
    finishSwap(files);
    expect(clustersOf(files), `after ${done} steps`).toEqual(["18", "none", "15"]);
    finishSwap(files);
    expect(clustersOf(files), `after ${done} steps, twice`).toEqual(["18", "none", "15"]);
  }
});

test("an upgraded cluster whose swap was not begun is thrown away, and the former one stays", () => {
  const files = openFolder();
  finishSwap(files);
  expect(clustersOf(files)).toEqual(["15", "none", "none"]);
});

test("the former cluster of an earlier upgrade makes room for the next, and none stays once Avow serves", () => {
  const files = openFolder();
  fs.cpSync(files.cluster, files.former, { recursive: true });
  swapClusters(files);
  expect(clustersOf(files)).toEqual(["18", "none", "15"]);
  expect([dropFormer(files), dropFormer(files)]).toEqual([true, false]);
  expect(clustersOf(files)).toEqual(["18", "none", "none"]);
});
