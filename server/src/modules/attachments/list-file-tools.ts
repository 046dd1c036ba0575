import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { findConversation } from "../conversations/public.ts";
import { detectType, keepContent, takeContent } from "../files/public.ts";
import { findFormat } from "../knowledge/public.ts";
import { findRun } from "../runs/public.ts";
import { declareTool, type ToolOutcome, type ToolSource } from "../tools/public.ts";
import { describeAttachment } from "./keep/describe-attachment.ts";
import { findAttachment, findAttachments } from "./keep/find-attachment.ts";
import { insertAttachment } from "./keep/insert-attachment.ts";
import { readSealed } from "./tell/read-sealed.ts";

const input = z.strictObject({
  name: z
    .string()
    .regex(/^[^/\\\p{Cc}]{1,200}\.(?:txt|md|csv)$/iu)
    .describe("Such as `summary.md`: it ends in .txt, .md or .csv."),
  text: z.string().min(1).max(200_000).describe("All that is to be in it."),
});

const failed = (code: string, sentence: string): ToolOutcome => ({ state: "failed", code, sentence });

const writeFile = declareTool<z.output<typeof input>>({
  name: "write_file",
  title: "Write a file",
  says: "can add text files to your conversation",
  description: "Makes a text, Markdown or CSV file that the person finds with your answer, and can download.",
  parameters: z.toJSONSchema(input),
  parse: (given) => input.parse(given),
  permission: "conversations.write",
  approval: "never",
  effect: "none",
  answers: "trusted",
  async run(work, { runId }, { name, text }) {
    const { rehearsal, conversation_id: conversationId, message_id: messageId } = await findRun(work, runId);
    if (rehearsal) return { state: "answered", output: "[Evaluation: no file was written. Take it as done.]" };
    if (!conversationId || !messageId)
      return failed("attachments.no_conversation", "Files can be written in a conversation only.");
    const id = await beginFile(work, { conversationId, messageId, name, text });
    if (id !== undefined) await fillFile(work, id, { name, text });
    return { state: "answered", output: `Written: ${name}` };
  },
});

type Wanted = { conversationId: string; messageId: string; name: string; text: string };

/** A call that broke off may come again: what it wrote is not written twice. @returns nothing where it is there already */
function beginFile(work: Work, { conversationId, messageId, name, text }: Wanted): Promise<string | undefined> {
  return work.inScope(async (step) => {
    await findConversation(step, conversationId, "lock");
    const all = await findAttachments(step, "message_id = $3", messageId);
    for (const { row } of all.filter((one) => one.row.source === "agent" && one.name === name)) {
      if (row.state === "empty") return row.id;
      if ((await readSealed(step, row.id)).text === text) return undefined;
    }
    return insertAttachment(step, { conversationId, messageId, name, source: "agent" });
  });
}

async function fillFile(work: Work, id: string, { name, text }: Pick<Wanted, "name" | "text">): Promise<void> {
  const bytes = Buffer.from(text);
  const format = findFormat(await detectType(bytes), name, text.slice(0, 2000)) ?? "text";
  const taken = await takeContent(work, await findAttachment(work, id), piecesOf(bytes));
  await work.inScope(async (step) => {
    const found = await findAttachment(step, id, "for update");
    if (found.row.state !== "empty") return;
    await keepContent(step, found, taken);
    await describeAttachment(step, found, { state: "ready", format, text });
  });
}

async function* piecesOf(bytes: Buffer) {
  yield bytes;
  await Promise.resolve();
}

/** What agents do with files of a conversation. */
export const listFileTools: ToolSource = { name: "attachments", list: () => Promise.resolve([writeFile]) };
