import { dayMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { beforeTenant, lookup } from "../../framework/database/tenant.ts";
import type { TakeoverRow } from "./present-takeover.ts";

/** Whoever comes back late still reads who runs the service now. */
const shownAfterMs = 30 * dayMs;

const announcedTakeovers = lookup<[Date], TakeoverRow>(
  "announced_takeovers",
  `select id, notice, announced_at, effective_at, withdrawn_at from takeovers
   where withdrawn_at is null and effective_at > $1 order by effective_at, id`,
);

/** What is announced, and what took effect within the last month. Everybody may read it. */
export const findTakeovers = ({ database, at }: Pick<Work, "database" | "at">): Promise<TakeoverRow[]> =>
  beforeTenant(database, announcedTakeovers, later(at, -shownAfterMs));
