import type { ModelRequest } from "../roles/models/model.ts";
import { textOfMessage } from "../roles/models/text-of.ts";
import { extractFacts } from "./extract-facts.ts";
import { fillSchema } from "./fill-schema.ts";
import { playScript, splitOutside, type ScriptedCall } from "./play-script.ts";

export interface SandboxAnswer {
  text: string;
  reasoning: string;
  /** For trying out failures: the number of words after which the answer breaks off. */
  failsAfter?: number;
  /** The tools it asks for instead of answering. */
  calls?: ScriptedCall[];
}

/** Every answer carries this sentence. */
export const sandboxNotice = "*This is the sandbox: no AI was called, and nothing left this server.*";

const QUOTE_CHARS = 300;
const LONG_SECTIONS = 12;

/** The sandbox's whole answer, from the last thing the person said and the agent's instructions. */
export function writeAnswer(request: ModelRequest): SandboxAnswer {
  const asked = request.messages.findLast((message) => message.role === "user");
  const said = asked ? textOfMessage(asked).trim() : "";
  const scripted = playScript(request);
  if (scripted?.length) return { text: "", reasoning: "", calls: scripted };
  if (scripted) return { text: withNotice(tellResults(request)), reasoning: "" };
  const tool = chooseTool(request);
  if (tool)
    return { text: "", reasoning: "", calls: [{ name: tool.name, arguments: fillJson(tool.parameters, said) }] };
  if (request.format?.type === "json_schema" && request.format.name === "memories")
    return { text: JSON.stringify(extractFacts(said, request.instructions ?? "")), reasoning: "" };
  if (request.format) return { text: fillJson(schemaOf(request.format), said), reasoning: "" };
  const command = /^(echo|think|fail):\s*/i.exec(said);
  const rest = said.slice(command?.[0].length ?? 0);
  switch (command?.[1]?.toLowerCase()) {
    case "echo":
      return { text: withNotice(rest), reasoning: "" };
    case "think":
      return { text: withNotice(describe(request, rest)), reasoning: think(rest) };
    case "fail":
      return { text: withNotice(describe(request, rest)), reasoning: "", failsAfter: 5 };
    default:
      return { text: withNotice(choose(request, said)), reasoning: "" };
  }
}

/** It calls the tool it must, or the one that the person names; once it has an answer, it says what that was. */
function chooseTool({ tools = [], tool_choice: choice, messages }: ModelRequest) {
  const last = messages.at(-1);
  if (!last || last.role !== "user" || choice === "none") return undefined;
  if (typeof choice === "object") return tools.find(({ name }) => name === choice.name);
  const [said] = splitOutside(textOfMessage(last));
  return tools.find(({ name }) => said.includes(name)) ?? (choice === "required" ? tools[0] : undefined);
}

/** Every string begins with the word, so that nobody takes it for an AI's. */
const fillJson = (schema: Record<string, unknown>, said: string) =>
  JSON.stringify(fillSchema(schema, `Sandbox: ${said}`));

const schemaOf = (format: NonNullable<ModelRequest["format"]>) =>
  format.type === "json" ? { type: "object", properties: { sandbox: { type: "string" } } } : format.schema;

function withNotice(text: string): string {
  return text === "" ? sandboxNotice : `${text}\n\n${sandboxNotice}`;
}

function choose(request: ModelRequest, said: string): string {
  if (/\b(long|lengthy|detailed)\b/i.test(said)) return writeLong(said);
  if (/\b(code|function|snippet)\b/i.test(said)) return writeCode(said);
  if (/\btable\b/i.test(said)) return writeTable(request, said);
  return describe(request, said);
}

/** What tools said since the person last spoke. */
function tellResults({ messages }: ModelRequest): string {
  const since = messages.slice(messages.findLastIndex(({ role }) => role === "user"));
  const results = since.flatMap((message) => (message.role === "tool" ? [message.content] : []));
  return results.length === 0 ? "" : `The tools answered:\n\n${results.map(quote).join("\n>\n")}`;
}

function describe(request: ModelRequest, said: string): string {
  const turns = request.messages.filter((message) => message.role === "user").length;
  const results = tellResults(request);
  return [
    said === "" ? "You sent an empty message." : `You wrote:\n\n${quote(said)}`,
    ...(results === "" ? [] : [results]),
    request.instructions?.trim()
      ? `This agent's instructions begin with:\n\n${quote(request.instructions)}`
      : "This agent has no instructions yet.",
    `It is message ${turns} from you in this conversation. A real model would answer it now. To get one, connect a ` +
      "**model server** (Ollama, vLLM, llama.cpp or any other OpenAI-compatible server) and choose its model for this agent.",
    [
      "Until then you can try how answers look:",
      "",
      "- `echo: …` repeats your words",
      "- `think: …` shows reasoning before the answer",
      "- `fail: …` breaks off in the middle",
      "- ask for a *long* answer, some *code* or a *table*",
      '- `call: calculate {"expression":"6*7"}` calls a tool that the agent has; `then:` on a line begins the next step',
    ].join("\n"),
  ].join("\n\n");
}

function think(said: string): string {
  return `The message has ${said.length} characters. The sandbox has nothing to think about, so it describes itself.`;
}

function writeLong(said: string): string {
  const sections = Array.from({ length: LONG_SECTIONS }, (_, index) =>
    [
      `## Part ${index + 1} of ${LONG_SECTIONS}`,
      "",
      "This paragraph is here to be long. Watch it arrive word by word, scroll while it does, stop it, or reload the " +
        "page in the middle: the answer goes on where it was.",
    ].join("\n"),
  );
  return [`You asked for something long:\n\n${quote(said)}`, ...sections].join("\n\n");
}

function writeCode(said: string): string {
  const code = ["```js", "export function greet(name) {", "  return `Hello, ${name}.`;", "}", "```"].join("\n");
  return `You wrote:\n\n${quote(said)}\n\nThis is how code looks in an answer:\n\n${code}`;
}

function writeTable(request: ModelRequest, said: string): string {
  const rows = [
    "| What | How much |",
    "| --- | ---: |",
    `| Messages so far | ${request.messages.length} |`,
    `| Characters in your last one | ${said.length} |`,
  ];
  return `You wrote:\n\n${quote(said)}\n\n${rows.join("\n")}`;
}

/** As a block quote, so that nothing in it acts as the sandbox's own Markdown. */
function quote(text: string): string {
  const trimmed = text.trim();
  const shown = trimmed.length > QUOTE_CHARS ? `${[...trimmed].slice(0, QUOTE_CHARS).join("")}…` : trimmed;
  return shown
    .split(/\r\n?|\n/)
    .map((line) => `> ${line}`)
    .join("\n");
}
