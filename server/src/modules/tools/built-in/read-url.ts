import * as z from "zod";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { declareTool, type ToolOutcome } from "../declare-tool.ts";
import { type allowedUrls, isAllowed, readAllowedUrls, webAddress } from "./read-allowed-urls.ts";

const input = z.strictObject({ url: webAddress.describe("The whole address.") });
const answerCharsMax = 50_000;

export const readUrl = declareTool<z.output<typeof input>>({
  name: "read_url",
  title: "Read a web address",
  says: "can read addresses that are allowed",
  description: "Asks a web address with GET and gives back its status and text. Only some addresses are allowed.",
  parameters: z.toJSONSchema(input, { io: "input" }),
  parse: (given) => input.parse(given),
  readSettings: readAllowedUrls,
  effect: "reads",
  answers: "untrusted",
  permission: "tools.read",
  approval: "never",
  reach: ({ url }) => ({ hosts: [new URL(url).hostname], urls: [url], texts: [decodeLoosely(url)] }),
  async run(_work, { settings, sandbox, fetch, signal }, { url }): Promise<ToolOutcome> {
    if (!isAllowed(url, settings as z.output<typeof allowedUrls>))
      return {
        state: "failed",
        code: "tools.address_not_allowed",
        sentence: "This address is not among those allowed.",
      };
    if (sandbox)
      return { state: "answered", output: `Sandbox: nothing was asked. This stands for what ${url} would say.` };
    try {
      const answer = await fetch(url, { method: "GET", headers: { accept: "text/*, application/json" }, signal });
      const text = await answer.text();
      return { state: "answered", output: `Status ${answer.status}\n\n${text.slice(0, answerCharsMax)}` };
    } catch (error) {
      if (!(error instanceof ProviderError) || signal.aborted) throw error;
      return { state: "failed", code: error.code, sentence: `The address could not be read: ${error.title}` };
    }
  },
});

/** As the guardrail has to see it: what is written in escapes is what arrives. */
function decodeLoosely(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll("+", " "));
  } catch {
    return url;
  }
}
