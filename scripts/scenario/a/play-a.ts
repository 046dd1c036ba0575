import { actOut, type Outcome, type Played, type Playing, type Step } from "../scenario.ts";
import { answerEverySurface } from "./answer-every-surface.ts";
import { buildAgent } from "./build-agent.ts";
import { buyCredits } from "./buy-credits.ts";
import { connectOwnMail } from "./connect-own-mail.ts";
import { deleteConversation } from "./delete-conversation.ts";
import { fallBack } from "./fall-back.ts";
import { keepDataHere } from "./keep-data-here.ts";
import { openStage } from "./open-stage.ts";
import { resistInjection } from "./resist-injection.ts";
import { revokeMail } from "./revoke-mail.ts";
import { routeModels } from "./route-models.ts";
import { spendWhatThereIs } from "./spend-what-there-is.ts";
import type { Stage } from "./stage.ts";
import { surviveAndApprove } from "./survive-and-approve.ts";

const steps: readonly Step<Stage>[] = [
  buyCredits,
  routeModels,
  buildAgent,
  connectOwnMail,
  keepDataHere,
  surviveAndApprove,
  resistInjection,
  fallBack,
  spendWhatThereIs,
  answerEverySurface,
  revokeMail,
  deleteConversation,
];

/** An agent that can be trusted with mail and money, from the first credit to the last trace of a conversation. */
export async function playA({ there, ports, say }: Playing): Promise<Played> {
  say("Scenario A: an agent I can trust with my mail and my money");
  const { stage, close } = await openStage(there, ports);
  const { origin } = stage.dana;
  say(there ? `at ${origin}` : `at an instance of its own, ${origin}, gone afterwards`);
  let outcomes: Outcome[] = [];
  let orphans: number[] = [];
  try {
    outcomes = await actOut(steps, stage, say);
  } finally {
    orphans = await close();
  }
  if (orphans.length > 0) say(`left running: ${orphans.join(", ")}`);
  const isWhole = outcomes.length === steps.length && outcomes.every(({ ok }) => ok) && orphans.length === 0;
  const seconds = outcomes.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  say(`${outcomes.filter(({ ok }) => ok).length} of ${steps.length} steps in ${seconds.toFixed(1)} s`);
  return { origin, isOwn: !there, isWhole, outcomes };
}
