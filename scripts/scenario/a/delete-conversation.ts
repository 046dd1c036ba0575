import { until } from "../browser.ts";
import { must, type Step } from "../scenario.ts";
import type { Stage } from "./stage.ts";

/** Say that something was done and what it cost, and nothing of what was said. */
const records = /^(?:audit_|log_|checkpoints|events|generations|ledger_|jobs|job_|idempotency|request_log|stored_)/;

/** 12. The conversation is deleted: nothing of it is left but what it cost. */
export const deleteConversation: Step<Stage> = {
  title: "The conversation deleted",
  async run({ dana, mia, conversation: { id, runId }, findBytes }) {
    const readLedger = async () => JSON.stringify(await dana.must("GET", "/wallet/transactions?limit=100"));
    const ledger = await readLedger();
    await mia.must("DELETE", `/conversations/${id}`);
    for (const path of [`/conversations/${id}`, `/conversations/${id}/messages`, `/runs/${runId}`]) {
      const { status } = await mia.ask("GET", path);
      must(status === 404, `${path} answers ${status}`);
    }
    const tablesWith = async (one: string) => ((await findBytes?.(one)) ?? []).filter((name) => !records.test(name));
    await until(
      "every row of it to go",
      async () => (await tablesWith(id)).length + (await tablesWith(runId)).length === 0,
    ).catch(async () => {
      throw new Error(`it is still in ${[...(await tablesWith(id)), ...(await tablesWith(runId))].join(", ")}`);
    });
    must((await readLedger()) === ledger, "the ledger changed");
    const looked = findBytes ? "no table but records names conversation or run" : "the database was not looked through";
    return `messages, run and tool calls answer 404; ${looked}; the ledger is as it was`;
  },
};
