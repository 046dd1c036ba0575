import { fork } from "node:child_process";
import { join } from "node:path";
import { atLeast, atMost, type Benchmark, median } from "./lib/benchmark.ts";
import type { GatewayAsk, GatewayResult } from "./lib/gateway-load-process.ts";
import { openPaths, type Path, type PathName } from "./lib/gateway-paths.ts";

const isSmall = process.argv.includes("--small");
const roundMs = isSmall ? 300 : 2000;
const rounds = isSmall ? 1 : 3;
/** Each with a wallet, a model server and an API key of its own; a connection asks as one of them. */
const tenants = Number(
  /^--tenants=(\d+)$/.exec(process.argv.find((word) => word.startsWith("--tenants=")) ?? "")?.[1] ?? 8,
);

type Shape = Pick<GatewayAsk, "isStream" | "connections" | "chunks" | "paceMs">;
type Seen = GatewayResult & { cpuMsPerThousand: number };

const shapes = {
  whole: { isStream: false, connections: 8, chunks: 100, paceMs: 0 },
  burst: { isStream: true, connections: 8, chunks: 100, paceMs: 0 },
  paced: { isStream: true, connections: 40, chunks: 40, paceMs: 5 },
  /** As long as models answer: what a call costs to begin and end is spread over ten times the chunks. */
  long: { isStream: true, connections: 40, chunks: isSmall ? 80 : 400, paceMs: 5 },
} satisfies Record<string, Shape>;

/** What `/v1` costs with everything on, against another gateway and none, in front of the same upstream. */
export const gateway: Benchmark = {
  summary:
    "/v1 with identity, policy, ledger and durable record, against @portkey-ai/gateway and the upstream; --small, --tenants=N",
  async run() {
    const { close, ...paths } = await openPaths(tenants);
    const load = fork(join(import.meta.dirname, "lib/gateway-load-process.ts"));
    const ask = async ({ cpuMs, ...where }: Path, shape: Shape): Promise<Seen> => {
      const before = cpuMs();
      const result = await new Promise<GatewayResult>((resolve) => {
        load.once("message", (seen) => resolve(seen as GatewayResult));
        load.send({ ...where, ...shape, ms: roundMs } satisfies GatewayAsk);
      });
      if (result.failed > 0 || result.done === 0) throw new Error(`${result.failed} failed at ${where.origin}`);
      const units = shape.isStream ? result.done * shape.chunks : result.done;
      return { ...result, cpuMsPerThousand: ((cpuMs() - before) / units) * 1000 };
    };
    try {
      const seen = {} as Record<keyof typeof shapes, Compared>;
      for (const [name, shape] of Object.entries(shapes))
        seen[name as keyof typeof shapes] = await compare((path) => ask(paths[path], shape));
      return describe(seen);
    } finally {
      load.kill();
      await close();
    }
  },
};

type Compared = (path: PathName, figure: keyof Seen) => number;

/** In turn, round by round; the first round warms up. */
async function compare(ask: (path: PathName) => Promise<Seen>): Promise<Compared> {
  const seen: Record<PathName, Seen[]> = { avow: [], portkey: [], direct: [] };
  for (let round = 0; round <= rounds; round++)
    for (const path of ["avow", "portkey", "direct"] as const) {
      const one = await ask(path);
      if (round > 0) seen[path].push(one);
    }
  return (path, figure) => median(seen[path].map((one) => one[figure]));
}

function describe(seen: Record<keyof typeof shapes, Compared>) {
  const facts = (of: Compared, figure: keyof Seen) => ({
    tenants,
    avow: Number(of("avow", figure).toPrecision(4)),
    portkey: Number(of("portkey", figure).toPrecision(4)),
    direct: Number(of("direct", figure).toPrecision(4)),
  });
  const over = (of: Compared, figure: keyof Seen) => of("avow", figure) / of("portkey", figure);
  const added = (of: Compared, path: PathName, figure: keyof Seen) => of(path, figure) - of("direct", figure);
  const { whole, burst, paced, long } = seen;
  return [
    atLeast("gateway.whole_throughput", over(whole, "perSecond"), 1, facts(whole, "perSecond")),
    atMost("gateway.whole_p50_ratio", over(whole, "p50Ms"), 1, facts(whole, "p50Ms")),
    atMost("gateway.whole_p99_ratio", over(whole, "p99Ms"), 1, facts(whole, "p99Ms")),
    atMost("gateway.whole_cpu_ratio", over(whole, "cpuMsPerThousand"), 1, facts(whole, "cpuMsPerThousand")),
    atLeast("gateway.stream_throughput", over(burst, "perSecond"), 1, facts(burst, "perSecond")),
    atMost("gateway.stream_p99_ratio", over(burst, "p99Ms"), 1, facts(burst, "p99Ms")),
    atMost("gateway.added_first_token_ms", added(paced, "avow", "firstP50Ms"), 3, facts(paced, "firstP50Ms")),
    atMost("gateway.first_token_p99_ratio", over(paced, "firstP99Ms"), 1, facts(paced, "firstP99Ms")),
    atMost("gateway.cpu_short", paced("avow", "cpuMsPerThousand"), 45, facts(paced, "cpuMsPerThousand")),
    atMost("gateway.cpu_long", long("avow", "cpuMsPerThousand"), 45, facts(long, "cpuMsPerThousand")),
  ];
}
