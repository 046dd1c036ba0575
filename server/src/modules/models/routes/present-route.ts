import * as z from "zod";
import { constraints, routeTarget, strategies } from "./route-target.ts";

export const route = z.object({
  id: z.string(),
  slug: z.string(),
  model: z.string().describe("What to ask for: `auto:` and the slug."),
  strategy: z.enum(strategies),
  targets: z.array(routeTarget),
  constraints,
  created_at: z.iso.datetime(),
});
export type Route = z.infer<typeof route>;

type Opened = Omit<Route, "slug" | "model" | "created_at"> & { name: string; created_at: Date };

export const presentRoute = ({ id, name, strategy, targets, constraints: wanted, created_at }: Opened): Route => ({
  id,
  slug: name,
  model: `auto:${name}`,
  strategy,
  targets,
  constraints: wanted,
  created_at: created_at.toISOString(),
});
