import * as z from "zod";
import { event } from "../framework/events.ts";

export const generationCompleted = event(
  "generation.completed",
  "An AI call came to its end and answered. Of one that failed, or that somebody stopped, nothing is told.",
  z.object({
    generation_id: z.string(),
    artefact: z.string().describe("What it was asked for, such as the message it wrote."),
    agent_id: z.string().nullable(),
  }),
  { isPublic: true, isQuiet: true, about: "generation_id" },
);
