import * as z from "zod";
import type { ImportRule } from "../../privacy/public.ts";
import { checkImageModel } from "./images/check-image-model.ts";
import { hashImageName } from "./images/find-image-configuration.ts";
import { imageFields } from "./images/present-image-configuration.ts";
import { imageConfigurations } from "./images/tables.ts";
import { checkTargets } from "./routes/check-targets.ts";
import { hashRouteName } from "./routes/hash-route-name.ts";
import { constraints, routeName, routeTarget } from "./routes/route-target.ts";
import { routes } from "./routes/tables.ts";

const targets = z.array(routeTarget).min(1).max(20);
const named = z.object({ name: routeName });

/** Names for models: those whose models are connected here as well, and whose name is not taken. */
export const importModels: readonly ImportRule[] = [
  {
    table: routes,
    purpose: "models",
    shape: named,
    json: { targets, constraints },
    fill: (work, { name }) => ({ name_hash: hashRouteName(work, String(name)) }),
    check: (work, row) => checkTargets(work, targets.parse(JSON.parse(String(row["targets"])))),
  },
  {
    table: imageConfigurations,
    purpose: "models",
    shape: named.extend(imageFields),
    fill: (work, { name }) => ({ name_hash: hashImageName(work, String(name)) }),
    check: async (work, { model }) => {
      // A route may come with the same archive; a call for one that is not there is refused.
      if (!String(model).startsWith("auto:")) await checkImageModel(work, String(model));
    },
  },
];
