import { judge, promise } from "../../../framework/promise.ts";
import { policiesPort, resolvePolicy } from "../../../egress/public.ts";
import { checkPolicy } from "../check-policy.ts";
import { vendorKinds } from "../provider-kinds.ts";

export const keepAiAtHome = promise("ai.locality", {
  enforcedBy: ["modules/models/check-policy.ts#checkPolicy"],
  tests: ["server/src/egress/generate.test.ts"],
  everyMinutes: 15,
  async probe(look) {
    const strict = { read: () => Promise.resolve(resolvePolicy([])), readLevels: () => Promise.resolve([]) };
    const atHome = {
      ...look,
      port: ((asked) => (asked.name === policiesPort.name ? strict : look.port(asked))) as typeof look.port,
    };
    const open: string[] = [];
    for (const kind of vendorKinds) if (!(await checkPolicy(atHome, kind)).obstacle) open.push(kind);
    const own = (await checkPolicy(atHome, "self-hosted")).obstacle;
    const reason = (await checkPolicy(atHome, vendorKinds[0])).obstacle;
    return judge(
      { vendors: vendorKinds.length, refused_because: reason ?? "allowed" },
      [
        open.length === 0 && reason === "self_hosted_only",
        `${open[0] ?? "A vendor"} may be called where AI runs at home only.`,
      ],
      [own === undefined, "A server of one's own may not be called."],
    );
  },
});
