import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { BlockList } from "node:net";
import pg from "pg";
import * as z from "zod";
import { plain } from "../server/src/framework/columns.ts";
import { createTableSql } from "../server/src/framework/database/emit-ddl.ts";
import { endpoint } from "../server/src/framework/endpoint.ts";
import { newId } from "../server/src/framework/ids.ts";
import { owns, table } from "../server/src/framework/table.ts";
import { buildHttp } from "../server/src/operate/serve/build-http.ts";
import { listen } from "../server/src/operate/serve/listen.ts";
import { atLeast, type Benchmark, interleave } from "./lib/benchmark.ts";
import { openBenchDeployment } from "./lib/deployment.ts";
import { openLoad } from "./lib/load.ts";
import { plantSession } from "./lib/plant-session.ts";

const notes = table("bench_notes", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because: "Only in the benchmark." },
  columns: { id: plain.id("note"), words: plain.word(), created_at: plain.time() },
});

const insertNote =
  "insert into bench_notes (organization_id, workspace_id, id, words, created_at) values ($1, $2, $3, $4, $5)";

const createNote = endpoint({
  method: "POST",
  path: "/bench-notes",
  summary: "Writes a note.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "benchmark",
  input: z.strictObject({ words: z.string().max(200) }),
  output: z.object({ id: z.string() }),
  status: 201,
  audit: { action: "bench_note.created", target: (note) => note.id },
  async run({ db, scope, at, ...work }, { words }) {
    const id = work.newId("note");
    await db.query(insertNote, [scope.organizationId, scope.workspaceId, id, words, at]);
    return { id };
  },
});

const text = "A hundred bytes of text, about as long as a short message that somebody writes to an agent, say.";
const load = { connections: 16, ms: 2500 };

/** The bare handler has the same pool settings, connections and prepared statement; durability is PostgreSQL's default. */
export const frameworkOverhead: Benchmark = {
  summary: "a POST with session, permission, transaction and audit, against a bare Hono handler with the same INSERT",
  async run() {
    const deployment = await openBenchDeployment();
    const owner = new pg.Client({ connectionString: deployment.ownerUrl });
    await owner.connect();
    await owner.query(createTableSql(notes, new Map()));
    const { token, workspaceId, organizationId } = await plantSession(deployment);
    const bare = new Hono().post("/bare", async (c) => {
      const note = z.strictObject({ words: z.string().max(200) }).parse(await c.req.json());
      const client = await deployment.app.database.system.connect();
      try {
        await client.query("begin");
        const at = deployment.app.clock.now();
        const id = newId("note", at);
        await client.query({
          name: "bare",
          text: insertNote,
          values: [organizationId, workspaceId, id, note.words, at],
        });
        await client.query("commit");
        return c.json({ id }, 201);
      } finally {
        client.release();
      }
    });
    deployment.app.database.system.options.max = 10; // as many as requests have
    const unlimited = { perMinute: 1e9, burst: 1e9 };
    const limits = { ordinary: unlimited, expensive: unlimited, credentials: unlimited };
    const full = buildHttp(
      { ...deployment.app, limits, endpoints: [createNote] },
      { trustedProxies: new BlockList(), allowPlainHttp: true, webFolder: undefined, vitals: {} },
    );
    const servers = await Promise.all(
      [full, bare].map((app) => {
        const handle = getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false });
        return listen((request, response) => void handle(request, response), {
          host: "127.0.0.1",
          port: 0,
          tls: undefined,
        });
      }),
    );
    const generator = openLoad();
    const headers = {
      "content-type": "application/json",
      cookie: `avow-session=${token}`,
      "avow-csrf": "1",
      "avow-workspace": workspaceId,
    };
    const measure = async (port: number, path: string) => {
      const { perSecond, failed } = await generator.measure({
        origin: `http://127.0.0.1:${port}`,
        path,
        headers,
        body: JSON.stringify({ words: text }),
        ...load,
      });
      if (failed > 0) throw new Error(`${failed} requests to ${path} failed`);
      return perSecond;
    };
    const seen = await interleave(5, {
      avow: () => measure(servers[0]!.port, "/api/v1/bench-notes"),
      bare: () => measure(servers[1]!.port, "/bare"),
    });
    generator.close();
    await Promise.all(servers.map((s) => s.close(100)));
    await owner.end();
    await deployment.close();
    return [
      atLeast("framework-overhead", seen.avow / seen.bare, 0.5, {
        avow_per_second: Math.round(seen.avow),
        bare_per_second: Math.round(seen.bare),
        connections: load.connections,
      }),
    ];
  },
};
