import { getRequestListener } from "@hono/node-server";
import { BlockList } from "node:net";
import pg from "pg";
import * as z from "zod";
import { personal, plain } from "../server/src/framework/columns.ts";
import type { Context } from "../server/src/framework/context.ts";
import { createTableSql } from "../server/src/framework/database/emit-ddl.ts";
import { endpoint } from "../server/src/framework/endpoint.ts";
import { newId } from "../server/src/framework/ids.ts";
import { seal } from "../server/src/framework/keys/sealing.ts";
import { owns, table } from "../server/src/framework/table.ts";
import { buildHttp } from "../server/src/operate/serve/build-http.ts";
import { listen } from "../server/src/operate/serve/listen.ts";
import { atLeast, type Benchmark, interleave } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";
import { openLoad } from "./lib/load.ts";
import { plantSession } from "./lib/plant-session.ts";

const shared = {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because: "Only in the benchmark." },
} as const;
const facts = { category: "content.private", purposes: ["benchmark"], erase: "shred", export: true } as const;
const sealed = table("bench_sealed", {
  ...shared,
  columns: { id: plain.id("note"), words: personal.text({ ...facts, seal: "subject" }), created_at: plain.time() },
});
/** The same composition without sealing and the question what for. */
const bare = table("bench_bare", {
  ...shared,
  columns: { id: plain.id("note"), words: plain.word(), created_at: plain.time() },
});

const page = 20;
const text = "A hundred bytes of text, about as long as a short message that somebody writes to an agent, say.";
const latest = (name: string) =>
  `select organization_id, workspace_id, id, words from ${name} where workspace_id = $1 order by id desc limit ${page}`;
type Row = { organization_id: string; workspace_id: string; id: string; words: never };

const asked = {
  method: "GET",
  summary: "Reads the latest notes.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "benchmark",
  input: z.strictObject({}),
  output: z.object({ data: z.array(z.object({ id: z.string(), words: z.string() })) }),
} as const;
const readSealed = endpoint({
  ...asked,
  path: "/bench-sealed",
  async run(ctx: Context<"workspace">) {
    const { organizationId, workspaceId } = ctx.scope;
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "content");
    const rows = await ctx.db.query<Row>(latest("bench_sealed"), [workspaceId]);
    return {
      data: rows.map((row) => ctx.open(sealed, key, row)).map(({ id, words }) => ({ id, words })),
    };
  },
});
const readBare = endpoint({
  ...asked,
  path: "/bench-bare",
  async run(ctx: Context<"workspace">) {
    const rows = await ctx.db.query<Row>(latest("bench_bare"), [ctx.scope.workspaceId]);
    return { data: rows.map(({ id, words }) => ({ id, words: String(words) })) };
  },
});

/** A page of sealed notes through the whole of a request, over the same page without sealing. */
export const engineOverhead: Benchmark = {
  summary: `a request that reads ${page} rows, with sealing and purpose guard against the same without`,
  async run() {
    const deployment = await openBenchDeployment();
    const { token, workspaceId, organizationId } = await plantSession(deployment);
    await fill(deployment, organizationId, workspaceId);
    const unlimited = { perMinute: 1e9, burst: 1e9 };
    const limits = { ordinary: unlimited, expensive: unlimited, credentials: unlimited };
    const http = buildHttp(
      { ...deployment.app, limits, endpoints: [readSealed, readBare] },
      { trustedProxies: new BlockList(), allowPlainHttp: true, webFolder: undefined, vitals: {} },
    );
    const handle = getRequestListener((request, env) => http.fetch(request, env), { overrideGlobalObjects: false });
    const at = { host: "127.0.0.1", port: 0, tls: undefined };
    const server = await listen((request, response) => void handle(request, response), at);
    const generator = openLoad();
    const headers = { cookie: `avow-session=${token}`, "avow-workspace": workspaceId };
    const measure = async (path: string) => {
      const to = { origin: `http://127.0.0.1:${server.port}`, path, headers };
      const { perSecond, failed } = await generator.measure({ ...to, connections: 16, ms: 2500 });
      if (failed > 0) throw new Error(`${failed} requests to ${path} failed`);
      return perSecond;
    };
    const seen = await interleave(5, {
      whole: () => measure("/api/v1/bench-sealed"),
      without: () => measure("/api/v1/bench-bare"),
    });
    generator.close();
    await server.close(100);
    await deployment.close();
    const rates = {
      whole_per_second: Math.round(seen.whole),
      without_per_second: Math.round(seen.without),
      rows: page,
    };
    return [atLeast("engine-overhead", seen.whole / seen.without, 0.85, rates)];
  },
};

async function fill({ app, ownerUrl }: BenchDeployment, organization_id: string, workspace_id: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  for (const one of [sealed, bare]) await owner.query(createTableSql(one, new Map()));
  await owner.end();
  const at = app.clock.now();
  const key = await app.keys.of({ kind: "organization", id: organization_id }, "content");
  for (let n = 0; n < 200; n += 1) {
    const row = { organization_id, workspace_id, id: newId("note", at), words: text };
    const rows = { bench_sealed: seal(sealed, key, row), bench_bare: row };
    for (const [name, one] of Object.entries(rows))
      await app.database.system.query(
        `insert into ${name} (organization_id, workspace_id, id, words, created_at) values ($1, $2, $3, $4, $5)`,
        [organization_id, workspace_id, one.id, one.words, at],
      );
  }
}
