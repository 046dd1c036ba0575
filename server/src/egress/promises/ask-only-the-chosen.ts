import { fails, judge, promise } from "../../framework/promise.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { keepToHosts } from "../processors/keep-to-hosts.ts";

const others = ["api.other.test", "chosen.test", "api.chosen.test.other.test", "below.test"].map(
  (host) => `https://${host}/`,
);

export const askOnlyTheChosen = promise("ai.route", {
  enforcedBy: ["egress/processors/keep-to-hosts.ts#keepToHosts", "egress/pass-gate.ts#passGate"],
  tests: ["server/src/egress/processors/keep-to-hosts.test.ts", "server/src/egress/generate.test.ts"],
  everyMinutes: 15,
  async probe(look) {
    const asked: string[] = [];
    const told: string[] = [];
    const sendNothing = (url: string) => {
      asked.push(url);
      return Promise.reject(new Error("nothing is sent"));
    };
    const way = keepToHosts(sendNothing, ["api.chosen.test", "*.below.test"], (host) => told.push(host));
    const refused = await Promise.all(others.map((url) => fails(() => way(url))));
    const leaked = asked.length;
    await fails(() => way("https://api.chosen.test/v1"));
    const [row] = await acrossTenants(look.database, "look whether AI calls say where they went", (db) =>
      db.query<{ all: number; nameless: number }>(
        "select count(*)::int as all, (count(*) filter (where model = ''))::int as nameless from generations",
      ),
    );
    return judge(
      { hosts_refused: told.length, calls_recorded: row!.all },
      [refused.every(Boolean) && leaked === 0, "A call reaches a host other than the chosen provider's."],
      [asked.length === 1, "A call does not reach the chosen provider."],
      [told.length === others.length, "A refused host is not told of."],
      [row!.nameless === 0, "An AI call is recorded without its model."],
    );
  },
});
