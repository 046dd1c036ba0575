import type { Work } from "../../../framework/context.ts";
import { port } from "../../../framework/ports.ts";
import type { AgentInUse } from "../../agents/public.ts";

/** What visitors of a widget have of its agent; nothing where nobody answers them. */
export type Visitors = { narrow(work: Work, widgetId: string, agent: AgentInUse): Promise<AgentInUse | undefined> };

export const visitorsPort = port<Visitors>("conversations.visitors");
