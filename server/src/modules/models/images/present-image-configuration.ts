import * as z from "zod";
import { routeName } from "../routes/route-target.ts";

const side = z.int().min(16).max(4096).describe("Pixels.");

/** What can be changed of a configuration; its name stays. */
export const imageFields = {
  model: z.string().min(1).max(300).describe("A connected model that draws, or a route."),
  width: side.default(1024),
  height: side.default(1024),
  count: z.int().min(1).max(10).default(1).describe("How many images, where a call does not say."),
  style: z.string().trim().max(4000).default("").describe("Written below what is asked for, such as: in watercolours."),
};
export const imageSlug = routeName.describe("What it is asked for by, after `image:`.");

export const imageConfiguration = z.object({
  id: z.string(),
  slug: z.string(),
  asked_as: z.string().describe("What to give as `model`: `image:` and the slug."),
  model: z.string(),
  width: z.int(),
  height: z.int(),
  count: z.int(),
  style: z.string(),
  created_at: z.iso.datetime(),
});

type Opened = Omit<z.infer<typeof imageConfiguration>, "slug" | "asked_as" | "created_at"> & {
  name: string;
  created_at: Date;
};

export const presentImageConfiguration = ({ id, name, model, width, height, count, style, created_at }: Opened) => ({
  id,
  slug: name,
  asked_as: `image:${name}`,
  model,
  width,
  height,
  count,
  style,
  created_at: created_at.toISOString(),
});
