import * as z from "zod";
import { job } from "../../../framework/jobs/jobs.ts";
import { removeUnnamed } from "./remove-unnamed.ts";

export const removeObject = job({
  name: "files.remove_object",
  data: z.object({ name: z.string() }),
  purpose: "files",
  long: true,
  run: async (ctx, { name }) => void (await removeUnnamed(ctx, [name])),
});
