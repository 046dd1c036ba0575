import { until } from "../browser.ts";
import { must, type Step } from "../scenario.ts";
import { callsOf, startRun, untilState } from "./runs.ts";
import { call, type Stage } from "./stage.ts";

const withinMs = 1000;

/** 11. Disconnected: the credential is gone at once, and the next use waits for a connection. */
export const revokeMail: Step<Stage> = {
  title: "Mail disconnected",
  async run({ mia, agent, google, findBytes }) {
    const { data } = await mia.must<{ data: { id: string }[] }>("GET", "/connections");
    const [mine] = data;
    must(mine, "Mia has no account connected");
    const began = performance.now();
    type Gone = { revocation: string };
    const { revocation } = await mia.must<Gone>("DELETE", `/connections/${mine.id}`);
    const left = await mia.must<{ data: unknown[] }>("GET", "/connections");
    const tookMs = Math.round(performance.now() - began);
    must(left.data.length === 0 && tookMs < withinMs, `after ${tookMs} ms there are ${left.data.length} accounts`);
    const lies = (await findBytes?.(mine.id))?.filter((table) => table === "connections");
    must((lies ?? []).length === 0, "the row is still there");
    const { id } = await startRun(mia, agent, call("gmail_search", { query: "is:unread" }));
    const [waiting] = callsOf(await untilState(mia, id, "awaiting_connection"));
    must(waiting?.verdict === "connection:google:mail.read", `it waits by ${waiting?.verdict}`);
    await until("Google to be asked to forget it", async () =>
      google.seen.some(({ path }) => path === "/oauth2/revoke"),
    );
    await mia.must("POST", `/runs/${id}/cancel`, {});
    return `gone after ${tookMs} ms; the next use waits for connection:google:mail.read; Google told (${revocation.slice(0, 4)}…)`;
  },
};
