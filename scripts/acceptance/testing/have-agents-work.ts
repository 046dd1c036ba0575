import { canaries, untilAnswered } from "./live-through-everything.ts";
import { type Browser, untilFound } from "./open-browser.ts";

type Run = { id: string; state: string; ended_at: string | null; trace: { calls: { approval_id: string | null }[] }[] };
type Approval = { id: string; hash: string };

/** A document that comes with what is said to an agent. */
async function sayWithFile(ada: Browser, agentId: string): Promise<void> {
  const { file } = canaries;
  const { id } = await ada.must<{ id: string }>("POST", "/conversations", { agent_id: agentId });
  const added = await ada.must<{ id: string }>("POST", `/conversations/${id}/attachments`, { name: `${file}.txt` });
  const headers = { "content-type": "application/octet-stream" };
  const sent = await ada.ask("PUT", `/api/v1/attachments/${added.id}/content`, { body: `It says ${file}`, headers });
  if (sent.status !== 200) throw new Error(`the attachment was answered ${sent.status}`);
  await untilFound("the attachment", async () => {
    const { state } = await ada.must("GET", `/attachments/${added.id}`);
    return state === "ready" || undefined;
  });
  await ada.must("POST", `/conversations/${id}/messages`, { text: "Look at it", attachment_ids: [added.id] });
  await untilAnswered(ada, id);
}

/** An agent with a tool that asks first: it is published, asks, and is told yes. */
export async function haveAgentsWork(ada: Browser): Promise<void> {
  const { agent, message } = canaries;
  const helper = String((await ada.must("POST", "/agents", { name: "Helper" }))["id"]);
  await sayWithFile(ada, helper);
  const tools = [{ name: "ask_agent", approval: "always", settings: { agents: [helper] } }];
  const settings = { tools, variables: [{ name: "word", value: agent }] };
  const made = await ada.must("POST", "/agents", { name: "Asker", instructions: `Tell {{word}} ${agent}`, settings });
  const id = String(made["id"]);
  await ada.must("POST", `/agents/${id}/publish`, {});
  const cases = [{ name: agent, text: "Hi", checks: [{ kind: "contains", text: agent }] }];
  await ada.must("PUT", `/agents/${id}/evaluation-set`, { cases });
  await ada.must("POST", "/memories", { agent_id: id, text: `Knows ${message}` });
  const event = { kind: "event", event_type: "contact.erased", enabled: false };
  await ada.must("POST", "/agent-triggers", { agent_id: id, text: `Look at ${message}`, ...event });
  const given = JSON.stringify({ agent: helper, text: `echo: ${message}` });
  const run = await ada.must("POST", "/runs", { agent_id: id, text: `call: ask_agent ${given}` });
  const until = (state: string) =>
    untilFound(`a run that is ${state}`, async () => {
      const seen = await ada.must<Run>("GET", `/runs/${String(run["id"])}`);
      if (seen.ended_at && seen.state !== state) throw new Error(`the run is ${seen.state}: ${JSON.stringify(seen)}`);
      return seen.state === state ? seen : undefined;
    });
  const waiting = await until("awaiting_approval");
  const { data } = await ada.must<{ data: Approval[] }>("GET", "/approvals?limit=100");
  const approval = data.find((one) => one.id === waiting.trace[0]?.calls[0]?.approval_id)!;
  await ada.must("POST", `/approvals/${approval.id}/approve`, { hash: approval.hash });
  await until("completed");
}
