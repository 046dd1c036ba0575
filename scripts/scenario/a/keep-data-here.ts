import { type Browser, until } from "../browser.ts";
import { must, type Step } from "../scenario.ts";
import { call, secrets, type Stage } from "./stage.ts";

type Message = { id: string; role: string; state: string; text: string; run_id: string | null };

/** 5. What the provider sees is placeholders; what the person sees is their mail. */
export const keepDataHere: Step<Stage> = {
  title: "Summarise, with nothing given away",
  async run({ mia, agent, models, conversation }) {
    const made = await mia.must<{ id: string }>("POST", "/conversations", { agent_id: agent.id });
    const from = models.a.bodies.length;
    const leave = new AbortController();
    const stream = followText(mia, made.id, leave.signal);
    const said = `Summarise what is unread.\n${call("gmail_read", { id: "msg_invoice" })}`;
    type Sent = { reply: Message };
    const { reply } = await mia.must<Sent>("POST", `/conversations/${made.id}/messages`, { text: said });
    const answer = await until("the answer", async () => {
      const { data } = await mia.must<{ data: Message[] }>("GET", `/conversations/${made.id}/messages?limit=20`);
      const found = data.find(({ id }) => id === reply.id);
      return found && !["queued", "streaming"].includes(found.state) && found;
    });
    const streamed = await until(
      "the whole stream",
      async () => stream.text().includes(secrets.iban) && stream.text(),
      5000,
    ).finally(() => leave.abort());
    Object.assign(conversation, { id: made.id, runId: answer.run_id });
    const sent = models.a.bodies.slice(from);
    must(sent.length >= 2, `A was asked ${sent.length} times`);
    const leaked = [secrets.iban, secrets.mara].filter((secret) => sent.some((body) => body.includes(secret)));
    must(leaked.length === 0, `A received ${leaked.join(" and ")}`);
    must(
      sent.some((body) => body.includes("quagga")),
      "A was not shown the mail at all",
    );
    for (const secret of [secrets.iban, secrets.mara]) {
      must(answer.text.includes(secret), `the answer does not show ${secret}: ${answer.text.slice(0, 300)}`);
      must(streamed.includes(secret), `the stream does not show ${secret}`);
    }
    return `A was asked ${sent.length} times and got no address and no IBAN; answer and stream show both`;
  },
};

/** The text of a conversation's answers, as it comes. */
function followText(who: Browser, id: string, signal: AbortSignal) {
  let received = "";
  const headers = { ...who.headers(), accept: "text/event-stream" };
  void fetch(`${who.origin}/api/v1/conversations/${id}/stream`, { headers, signal })
    .then(async ({ body }) => {
      const decoder = new TextDecoder();
      for await (const part of body!) received += decoder.decode(part as Uint8Array, { stream: true });
    })
    .catch(() => undefined); // it is left as soon as enough was seen
  const told = () => received.split("\n").filter((line) => line.startsWith("data:") && line.endsWith("}"));
  type Told = { text?: string; role?: string };
  const texts = () => told().map((line) => JSON.parse(line.slice("data:".length)) as Told);
  return {
    text: () =>
      texts()
        .flatMap(({ text, role }) => (role === "user" ? [] : [text ?? ""]))
        .join(""),
  };
}
