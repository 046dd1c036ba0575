import { openBrowser } from "../browser.ts";
import { must, type Step } from "../scenario.ts";
import { findInMails } from "./find-in-mails.ts";
import { callsOf, findApproval, startRun, untilState } from "./runs.ts";
import { call, secrets, type Stage } from "./stage.ts";

const reply = { to: secrets.mara, subject: "Re: invoice", text: "It is paid." };

/** 6. A reply waits, everything dies, and a yes from a phone sends it once. */
export const surviveAndApprove: Step<Stage> = {
  title: "Killed while waiting, approved by link",
  async run({ dana, mia, agent, google, mail, killAll }) {
    const sent = () => google.seen.filter(({ path }) => path.endsWith("/messages/send"));
    const before = sent().length;
    const { id } = await startRun(mia, agent, `Reply to Mara.\n${call("gmail_send", reply)}`);
    const [asked] = callsOf(await untilState(mia, id, "awaiting_approval"));
    must(asked?.verdict === "tool.always" && asked.approval_id, `it waits by ${asked?.verdict}`);
    const token = await findInMails(mail, dana.email, /\/approve#token=([\w.-]+)/);
    await killAll?.();
    const other = { hash: "0".repeat(64) };
    const forged = await dana.ask("POST", `/approvals/${asked.approval_id}/approve`, other);
    must(forged.status === 409, `a yes to other arguments was answered ${forged.status}`);
    must((await findApproval(dana, asked.approval_id)).state !== "approved", "a yes to other arguments counted");
    must(sent().length === before, "it was sent before anybody said yes");
    const phone = openBrowser(dana.origin);
    const shown = await phone.must("POST", "/approval-links/show", { token });
    must(JSON.stringify(shown).includes(reply.to), `the page does not show the recipient: ${JSON.stringify(shown)}`);
    await phone.must("POST", "/approval-links/decide", { token, decision: "approve" });
    const [done] = callsOf(await untilState(mia, id, "completed"));
    must(done?.state === "done", `the mail is ${done?.state}`);
    const again = await phone.ask("POST", "/approval-links/decide", { token, decision: "approve" });
    must(again.status === 409, `the link worked twice: ${again.status}`);
    must(sent().length === before + 1, `it was sent ${sent().length - before} times`);
    const killed = killAll ? "web and worker killed meanwhile" : "nothing killed, it is not ours to kill";
    return `${killed}; a yes to other arguments counts for nothing; by the mailed link it was sent once`;
  },
};
