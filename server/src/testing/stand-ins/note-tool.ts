import * as z from "zod";
import type { App } from "../../framework/app.ts";
import { fill, filledPort } from "../../framework/ports.ts";
import { declareTool, toolSourcesPort } from "../../modules/tools/public.ts";

const input = z.strictObject({ note: z.int().default(0) });

/** The server as it is, with a tool that brings in what somebody outside wrote, by its number. */
export function addNoteTool(app: App, notes: readonly string[]): void {
  const readNote = declareTool<z.output<typeof input>>({
    name: "read_note",
    title: "Note",
    says: "can read a note",
    description: "Reads what somebody outside wrote.",
    parameters: z.toJSONSchema(input, { io: "input" }),
    parse: (given) => input.parse(given),
    effect: "reads",
    answers: "untrusted",
    permission: "tools.read",
    approval: "never",
    run: (_work, _call, { note }) => Promise.resolve({ state: "answered", output: notes[note] ?? "" }),
  });
  const ours = { name: "notes", list: () => Promise.resolve([readNote]) };
  const filled = fill(toolSourcesPort, [...filledPort(app.ports, toolSourcesPort), ours]);
  Object.assign(app, { ports: new Map([...app.ports, filled]) });
}
