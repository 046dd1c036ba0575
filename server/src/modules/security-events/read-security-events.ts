import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import { pageInput, readCursor, toPage } from "../../framework/request/pagination.ts";
import {
  type SecurityEventKind,
  securityEventKindNames,
  securityEventKinds,
  severities,
} from "./security-event-kinds.ts";
import { type SecurityEventDetail, securityEvents } from "./tables.ts";

export const securityEventOutput = z.object({
  id: z.string(),
  at: timeOutput,
  kind: z.enum(securityEventKindNames),
  severity: z.enum(severities),
  title: z.string(),
  explanation: z.string(),
  advice: z.string().describe("What to do if it was not expected."),
  user_id: z.string().nullable().describe("Whose account it is about."),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  client: z
    .object({ ip: z.string(), user_agent: z.string() })
    .nullable()
    .describe("Where it came from, for whom it is about."),
  answer: z.enum(["mine", "not_mine"]).nullable().describe("What the person said of it."),
});

export const securityEventFilters = {
  ...pageInput,
  kind: z.enum(securityEventKindNames).optional(),
  severity: z.enum(severities).optional(),
  from: z.iso.datetime({ offset: true }).optional().describe("Not before this time."),
  to: z.iso.datetime({ offset: true }).optional().describe("Before this time."),
};

type Filters = {
  limit: number;
  cursor?: string | undefined;
  kind?: string | undefined;
  severity?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};
type Audience =
  | { audience: "user" | "operator"; userId: string }
  | { audience: "organization"; organizationId: string };

/** One page of the events that somebody may see, newest first. Those whose key was destroyed have nobody left to tell of. */
export async function readSecurityEvents(ctx: Work, whose: Audience, filters: Filters) {
  const { kind, severity, from, to } = filters;
  const after = readCursor(filters.cursor);
  const rows = await ctx.db
    .of(securityEvents)
    .selectFrom("security_events")
    .selectAll()
    .where("audience", "=", whose.audience)
    .$if("userId" in whose, (query) => query.where("user_id", "=", "userId" in whose ? whose.userId : ""))
    .$if("organizationId" in whose, (query) =>
      query.where("organization_id", "=", "organizationId" in whose ? whose.organizationId : ""),
    )
    .$if(kind !== undefined, (query) => query.where("kind", "=", kind!))
    .$if(severity !== undefined, (query) => query.where("severity", "=", severity as (typeof severities)[number]))
    .$if(from !== undefined, (query) => query.where("created_at", ">=", new Date(from!)))
    .$if(to !== undefined, (query) => query.where("created_at", "<", new Date(to!)))
    .$if(after !== undefined, (query) => query.where("id", "<", after!))
    .orderBy("id", "desc")
    .limit(filters.limit + 1)
    .execute();
  const { data, ...page } = toPage(rows, filters.limit, ({ id }) => id);
  return { ...page, data: await presentSecurityEvents(ctx, data) };
}

type Row = Parameters<typeof describe>[0] & { organization_id: string | null; detail: Buffer };

async function presentSecurityEvents(ctx: Work, rows: readonly Row[]): Promise<z.input<typeof securityEventOutput>[]> {
  const idsOf = (pick: (row: Row) => string | null) => rows.flatMap((row) => pick(row) ?? []);
  const [users, organizations] = await Promise.all([
    ctx.keys.many(
      "user",
      idsOf((row) => row.user_id),
      "telemetry",
    ),
    ctx.keys.many(
      "organization",
      idsOf((row) => (row.user_id ? null : row.organization_id)),
      "telemetry",
    ),
  ]);
  return rows.flatMap((row) => {
    const key = row.user_id ? users.get(row.user_id) : organizations.get(row.organization_id ?? "");
    return key ? [describe(row, ctx.open(securityEvents, key, row).detail)] : [];
  });
}

function describe(
  row: {
    id: string;
    created_at: Date;
    kind: string;
    severity: (typeof severities)[number];
    user_id: string | null;
    answer: "mine" | "not_mine" | null;
  },
  { facts, ip, user_agent }: SecurityEventDetail,
): z.input<typeof securityEventOutput> {
  const kind = row.kind as SecurityEventKind;
  const { title, explanation, advice } = securityEventKinds[kind];
  const { id, severity, user_id, answer } = row;
  const client = ip === null ? null : { ip, user_agent: user_agent ?? "" };
  return { id, at: row.created_at, kind, severity, title, explanation, advice, user_id, facts, client, answer };
}
