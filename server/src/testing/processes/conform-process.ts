import { presetNames } from "../../egress/policy/presets.ts";
import { conformTo, prepareOperator } from "./conform-to.ts";
import { livedIn } from "../live-in-world.ts";

/** What a process that is started to conform answers: one signed report for each preset, a line of JSON each. */
const world = await livedIn();
try {
  await prepareOperator(world);
  for (const preset of presetNames) process.stdout.write(`\n${JSON.stringify(await conformTo(world, preset))}\n`);
} finally {
  await world.close();
}
