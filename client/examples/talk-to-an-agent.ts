import { type Client, each, sendMessage } from "../src/client.ts";

/** Asks the workspace's first agent something, and gives the answer as it comes. */
export async function talkToAnAgent(client: Client, question: string, show: (piece: string) => void): Promise<string> {
  for await (const agent of each((query) => client.GET("/agents", { params: { query } }))) {
    const { data } = await client.POST("/conversations", { body: { agent_id: agent.id } });
    const answer = sendMessage(client, data!.id, question);
    for (;;) {
      const next = await answer.next();
      if (next.done) return next.value.text;
      show(next.value);
    }
  }
  throw new Error("There is no agent here yet.");
}
