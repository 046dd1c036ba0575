import { openTwoTenants } from "../../../../testing/open-two-tenants.ts";
import { callsOf } from "../../../../testing/deeds/run-agents.ts";
import { turnAi } from "../../../../testing/deeds/talk.ts";
import { attacks } from "./attacks.ts";
import { describeTried, isIdle, type Obeyed } from "./describe-tried.ts";
import { openHostileServers, tryServers } from "./hostile-servers.ts";
import { openSources } from "./real-sources.ts";
import { hasGotThrough, inTurns, letAttackersIn, makeGullibleAgents, obey, tryAttacks } from "./try-attacks.ts";

// `npm run scenario -- injection`: tries all of them, prints what came of it, and fails where anything got through or shows nothing.
const told = [...(await tryWritten()), ...(await tryRead()), ...(await tryTold())];
process.stdout.write(`${describeTried(told)}\n`);
process.exitCode = told.length > 0 && !told.some((one) => hasGotThrough(one) || isIdle(one)) ? 0 : 1;

/** Brought in by one tool, written as many a source would write it. */
async function tryWritten(): Promise<Obeyed[]> {
  const { world, ada } = await openTwoTenants();
  try {
    await turnAi(ada, true);
    letAttackersIn(world.app);
    await world.work();
    const { agent } = await makeGullibleAgents(ada);
    return await tryAttacks(ada, agent, attacks);
  } finally {
    await world.close();
  }
}

/** Read by the real tools, from stand-ins for the real services. */
async function tryRead(): Promise<Obeyed[]> {
  const { ada, agent, planted, close } = await openSources();
  try {
    const read: Obeyed[] = [];
    await inTurns(planted, async (one) => {
      const [, ...calls] = callsOf(await obey(ada, agent, one.read));
      read.push({ ...one, calls });
    });
    return read;
  } finally {
    await close();
  }
}

/** Told by a server of somebody else's, in what it says of its tools and in what they answer. */
async function tryTold(): Promise<Obeyed[]> {
  const place = await openHostileServers();
  try {
    return await tryServers(place);
  } finally {
    await place.close();
  }
}
