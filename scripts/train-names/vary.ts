import { misspell, recase, stripAccents, swapNames } from "./augment.ts";
import type { Drawer } from "./drawer.ts";
import type { Sample } from "./read-data.ts";

/** A labelled text as it could as well have been: about other people, in haste, in capitals. */
export function vary(sample: Sample, draw: Drawer): Sample {
  const { random } = draw;
  const now = random.chance(0.45) ? swapNames(sample, draw) : sample;
  const dice = random.next();
  if (dice < 0.15) return restyle(now, dice / 0.15);
  return dice < 0.2 ? misspell(now, random) : now;
}

/** @param dice from 0 to 1 */
export function restyle(sample: Sample, dice: number): Sample {
  if (dice < 0.4) return recase(sample, "lower");
  if (dice < 0.6) return recase(sample, "upper");
  return dice < 0.8 ? recase(sample, "title") : stripAccents(sample);
}
