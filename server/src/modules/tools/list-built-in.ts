import { askAgent } from "./built-in/ask-agent.ts";
import { calculateExpression } from "./built-in/calculate-expression.ts";
import { handOff } from "./built-in/hand-off.ts";
import { readUrl } from "./built-in/read-url.ts";
import { sendMailTo } from "./built-in/send-mail-to.ts";
import { sendRequest } from "./built-in/send-request.ts";
import { tellTime } from "./built-in/tell-time.ts";
import type { ToolSource } from "./declare-tool.ts";

const all = [calculateExpression, tellTime, readUrl, sendRequest, sendMailTo, askAgent, handOff];

/** What comes with Avow, the same for everybody. */
export const listBuiltIn: ToolSource = { name: "built_in", list: () => Promise.resolve(all) };
