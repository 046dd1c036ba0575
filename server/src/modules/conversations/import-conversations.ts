import * as z from "zod";
import type { ImportRule } from "../../privacy/public.ts";
import { givenVariables } from "../agents/public.ts";
import { notRemembered } from "../runs/public.ts";
import { conversations, messages } from "./tables.ts";

const underWay = new Set<unknown>(["queued", "streaming"]);

const told = z.object({ values: givenVariables, by_agent: z.literal(true).optional() });

/** An answer that was under way when the export was made is one that was stopped; nobody goes on with it here. */
export const importConversations: readonly ImportRule[] = [
  {
    table: conversations,
    shape: z.object({ title: z.string().max(200).nullable(), variables: told.nullish() }),
    set: { widget_id: null },
  },
  {
    table: messages,
    shape: z.object({ text: z.string().max(1_000_000).nullable() }),
    json: { not_remembered: notRemembered },
    set: { generation_id: null },
    fill: (_work, { state }) => (underWay.has(state) ? { state: "stopped" } : {}),
  },
];
