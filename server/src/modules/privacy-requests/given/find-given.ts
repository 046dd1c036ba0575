import { type Processor, registerPort } from "../../../egress/public.ts";
import type { Subject, Work } from "../../../framework/context.ts";
import type { Db } from "../../../framework/database/tenant.ts";
import type { GivenTo } from "../../../privacy/public.ts";
import { connectorsPort } from "../../connections/public.ts";
import { nameEndpoints } from "../../webhooks/public.ts";
import { findAskedProviders } from "./find-asked-providers.ts";
import { findApps, findAskedTools, findAuthorities, findSent } from "./find-sent.ts";
import { byRegister, nameSent, nameTool } from "./name-sent.ts";

/** Who received something, and when last. */
export type Found = GivenTo & { lastAt: Date };

/**
 * Everybody whom something of the subject had been given to, and what becomes of it there (GDPR Art. 19): providers of models,
 * services and servers that tools used, receivers of webhooks and requests, mail servers, authorities, programs that acted for
 * them. Nobody of these deletes by request of a program: the receipt says when it runs out by the register, who is told, and
 * whom nobody but a person can tell.
 */
export async function findGiven(work: Work, db: Db, subject: Subject): Promise<GivenTo[]> {
  const register = await work.port(registerPort).read();
  const found = [
    ...(await findAskedProviders(db, subject)).map(({ name, last_at }) => byRegister(name, last_at, register)),
    ...(await findReached(work, db, subject, register)),
    ...(await findAuthorities(db, subject, work.clock.now())).map(({ id }): Found => {
      const outcome = "was handed what was kept, and answers for it; whoever handed it over has to tell it";
      return { name: `An authority, by the case ${id}`, outcome, by: null, lastAt: work.clock.now() };
    }),
  ];
  return mergeSaid(found);
}

async function findReached(
  work: Work,
  db: Db,
  subject: Subject,
  register: ReadonlyMap<string, Processor>,
): Promise<Found[]> {
  const sent = await findSent(db, subject);
  const webhooks = sent.flatMap(({ kind, target, workspace_id: workspaceId }) =>
    kind === "webhook" && target && workspaceId ? [{ id: target, workspaceId }] : [],
  );
  const endpoints = await nameEndpoints(work, db, webhooks);
  const processors = new Map(work.port(connectorsPort).connectors.map(({ name, processor }) => [name, processor]));
  const around = { register, endpoints, processors, erased: subject.kind, smtpUrl: work.deployment.smtpUrl };
  const apps = await findApps(db, subject);
  return [
    ...sent.flatMap((one) => nameSent(one, around)),
    ...(await findAskedTools(db, subject)).flatMap((one) => nameTool(one, around)),
    ...(apps ? [nameApps(apps)] : []),
  ];
}

const nameApps = ({ apps, last_at }: { apps: number; last_at: Date }): Found => ({
  name: apps === 1 ? "A program that acted for you" : `${apps} programs that acted for you`,
  outcome: "are let in no more; what they read is with whoever runs them, and only you can tell them",
  by: null,
  lastAt: last_at,
});

/** What is said twice of the same one is said once, by what they received last. */
function mergeSaid(found: readonly Found[]): GivenTo[] {
  const said = Map.groupBy(found, ({ name, outcome }) => `${name}: ${outcome}`);
  return [...said]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, all]) => all.reduce((one, other) => (other.lastAt > one.lastAt ? other : one)))
    .map(({ name, outcome, by }) => ({ name, outcome, by }));
}
