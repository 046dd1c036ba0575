import { newId } from "../../framework/ids.ts";
import { fails, judge, promise } from "../../framework/promise.ts";
import { proveScope, readIn } from "../../framework/database/tenant.ts";
import { checkAi, refuseWhereOff } from "../check-ai.ts";

export const keepAiOff = promise("ai.optin", {
  enforcedBy: ["egress/check-ai.ts#checkAi", "egress/check-ai.ts#refuseWhereOff"],
  tests: ["server/src/egress/generate.test.ts"],
  everyMinutes: 15,
  async probe(look) {
    const switches = [undefined, { organization: false, workspace: true }, { organization: true, workspace: false }];
    const refused = await Promise.all(switches.map((ai) => fails(() => refuseWhereOff(ai))));
    const isOn = !(await fails(() => refuseWhereOff({ organization: true, workspace: true })));
    const [organizationId, workspaceId] = [newId("org", look.at), newId("wsp", look.at)];
    const nowhere = proveScope({ organizationId, workspaceId, userId: newId("usr", look.at) });
    const stranger = { ...look, scope: nowhere, db: readIn(look.database, nowhere) };
    const isGateShut = await fails(() => checkAi(stranger, "generations.write"));
    return judge(
      { combinations: switches.length + 1 },
      [refused.every(Boolean), "AI may be used where it is switched off."],
      [isOn, "AI may not be used where it is switched on."],
      [isGateShut, "The gate lets a call through from where nobody switched AI on."],
    );
  },
});
