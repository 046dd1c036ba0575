import { sendMessage } from "../send-message.ts";
import { type Command, textOf } from "./command.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";
import { openClient, requireWorkspace } from "./open-client.ts";
import { tellOfRun } from "./tell-of-run.ts";
import { printable } from "./terminal.ts";

export const chat: Command = {
  name: "chat",
  summary: "say something to an agent and see the answer as it comes",
  usage: "AGENT_ID TEXT… [--conversation CONVERSATION_ID]",
  options: { conversation: { type: "string" } },
  async run(terminal, given) {
    const [agentId, ...words] = given.words;
    const text = words.join(" ");
    if (!agentId || !text) throw new UsageError(`avow chat ${chat.usage}`);
    const { client, config, origin } = await openClient(terminal);
    requireWorkspace(config);
    const known = textOf(given, "conversation");
    const id = known ?? (await client.POST("/conversations", { body: { agent_id: agentId } })).data!.id;
    const over = new AbortController();
    let telling: Promise<void> | undefined;
    const onRun = (runId: string) =>
      void (telling ??= tellOfRun(client, terminal, { runId, origin, signal: over.signal }));
    const answer = sendMessage(client, id, text, { onRun });
    for (;;) {
      const next = await answer.next();
      if (next.done) {
        const { state } = next.value;
        over.abort();
        await telling;
        if (given.json) terminal.out(JSON.stringify({ conversation_id: id, state, text: next.value.text }));
        else terminal.write("\n");
        if (!known && !given.json) terminal.say(`Go on with --conversation ${id}`);
        return state === "complete" ? exitCodes.done : exitCodes.refused;
      }
      if (!given.json) terminal.write(next.value.split("\n").map(printable).join("\n"));
    }
  },
};
