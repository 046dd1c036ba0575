import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { usageLogPort } from "../../framework/usage-log.ts";
import { screenSizes } from "./tables.ts";

/** Words and placeholders: `/agents/$agentId`. An id has digits or an underscore, and fits nowhere. */
const screenTemplate = /^\/$|^(\/(\$[a-zA-Z]{1,30}|[a-z]+(-[a-z]+)*))+$/;
const host = /^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/;

const agreedSql = `select 1 from users u where u.id = $1 and u.shares_screens
  and not exists (select 1 from account_locks l where l.user_id = u.id and l.lifted_at is null
    and (l.purpose is null or l.purpose = 'analytics'))`;

export const noteScreen = endpoint({
  method: "POST",
  path: "/me/screens",
  summary: "Say which screen you look at, if your account agrees to it.",
  description: "Nothing is kept unless `shares_screens` of your account is on, which it is not at first.",
  scope: "user",
  permission: "self",
  purpose: "analytics",
  input: z.strictObject({
    screen: z.string().max(120).regex(screenTemplate).describe("The template of its route, without ids."),
    referrer_host: z.string().regex(host).optional().describe("The host you came from, and no more of the address."),
    size: z.enum(screenSizes).describe("Class of the window's width."),
  }),
  output: nothing,
  status: 204,
  audit: { action: "screen.viewed", target: () => "", when: () => false },
  async run(ctx, { screen, referrer_host, size }) {
    const { userId } = ctx.scope;
    const agreed = await ctx.db.query(agreedSql, [userId]);
    if (agreed.length === 0) return {};
    ctx.port(usageLogPort).noteScreen({ userId, screen, referrerHost: referrer_host, size, at: ctx.at });
    return {};
  },
});
