import type { Browser } from "../browser.ts";
import { must, type Step } from "../scenario.ts";
import { scheduleTask } from "./answer-every-surface.ts";
import { connectMail } from "./connect-mail.ts";
import { callsOf, startRun, untilState } from "./runs.ts";
import { call, mailboxes, secrets, type Stage } from "./stage.ts";

const search = call("gmail_search", { query: "is:unread" });

/** 4. Each reads their own mail, by their own yes, and never the other's. */
export const connectOwnMail: Step<Stage> = {
  title: "Everybody connects their own mail",
  async run(stage) {
    const { mia, noah, agent, google } = stage;
    const [ofMia, ofNoah] = await Promise.all([mia, noah].map((who) => startRun(who, agent, search)));
    for (const [who, run] of [
      [mia, ofMia!],
      [noah, ofNoah!],
    ] as const) {
      const [waiting] = callsOf(await untilState(who, run.id, "awaiting_connection"));
      must(waiting?.verdict === "connection:google:mail.read", `it waits by ${waiting?.verdict}`);
    }
    const tokensWhile = async (who: Browser, address: string, run: { id: string }) => {
      const from = google.seen.length;
      await connectMail(who, address);
      const [done] = callsOf(await untilState(who, run.id, "completed"));
      const tokens = google.seen.slice(from).filter(({ path }) => path.startsWith("/gmail/"));
      return { output: done?.output ?? "", tokens: new Set(tokens.map(({ token }) => token)) };
    };
    const mias = await tokensWhile(mia, mailboxes.mia, ofMia!);
    const noahs = await tokensWhile(noah, mailboxes.noah, ofNoah!);
    must(mias.output.includes(secrets.ofMia) && !mias.output.includes(secrets.ofNoah), "Mia did not see hers alone");
    must(noahs.output.includes(secrets.ofNoah) && !noahs.output.includes(secrets.ofMia), "Noah did not see his alone");
    const [one, other] = [[...mias.tokens], [...noahs.tokens]];
    must(one.length === 1 && other.length === 1 && one[0] !== other[0], "their runs shared a token");
    const { data } = await stage.dana.must<{ data: unknown[] }>("GET", "/connections");
    must(data.length === 0, "the owner of the organization sees other people's accounts");
    stage.triggerId = await scheduleTask(mia, agent.id);
    return "two runs waited, each went on with its person's own token; the owner sees neither account";
  },
};
