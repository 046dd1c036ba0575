import { must, type Step } from "../scenario.ts";
import type { Stage } from "./stage.ts";

/** 3. An agent that reads mail by itself, and sends none without a yes. */
export const buildAgent: Step<Stage> = {
  title: "Inbox helper, published",
  async run({ dana, agent }) {
    const tools = [{ name: "gmail_search" }, { name: "gmail_read" }, { name: "gmail_send", approval: "usual" }];
    const settings = { tools, run_budget_micros: 500_000 };
    const instructions = "You help with the inbox of whoever asks.";
    const fields = { name: "Inbox helper", instructions, model: "auto:default", settings };
    const made = await dana.must<{ id: string }>("POST", "/agents", fields);
    agent.id = made.id;
    await dana.must("POST", `/agents/${made.id}/publish`, {});
    type Offered = { data: { name: string; effect: string; approval: string }[] };
    const { data } = await dana.must<Offered>("GET", "/tools");
    const send = data.find(({ name }) => name === "gmail_send");
    must(send?.effect === "writes" && send.approval === "always", `gmail_send is offered as ${JSON.stringify(send)}`);
    type Classes = { data: { class: string; level: string }[] };
    const classes = await dana.must<Classes>("GET", "/guardrail-classes");
    const levelOf = (wanted: string) => classes.data.find((one) => one.class === wanted)?.level;
    for (const one of ["email", "iban"]) must(levelOf(one) === "redact", `${one} would leave as: ${levelOf(one)}`);
    return "gmail_send waits for a yes each time; 0.50 a run; addresses and account numbers leave as placeholders";
  },
};
