import type { DecisionRequest } from "../../../framework/request/authorize.ts";
import { judge, type Look, promise } from "../../../framework/promise.ts";
import { policiesPort } from "../../../egress/public.ts";
import { newId } from "../../../framework/ids.ts";
import { permissionNames, permissionsFor } from "../describe-roles.ts";
import { roleNames } from "../tables.ts";

async function ask(look: Look, role: string | undefined, action: string): Promise<boolean> {
  const principal = {
    kind: "user" as const,
    id: newId("usr", look.at) as never,
    sessionId: "x",
    isOperator: false,
    role,
  };
  const context = { at: look.at, isRead: false, country: undefined };
  const request: DecisionRequest = { principal, action, resource: {}, context };
  return (await look.app.decide(request)).allow;
}

export const decideByRule = promise("authz.rbac", {
  enforcedBy: ["modules/members/decide-by-role.ts#decideByRole", "framework/request/authorize.ts#authorize"],
  tests: ["server/src/modules/members/golden-decisions.test.ts", "server/src/every-permission.test.ts"],
  everyMinutes: 15,
  async probe(look) {
    const wrong: string[] = [];
    let asked = 0;
    for (const role of [undefined, ...roleNames]) {
      const mayDo = new Set<string>(role ? permissionsFor(role) : []);
      for (const action of [...permissionNames, "nothing.known"]) {
        const isAllowed = await ask(look, role, action);
        asked += 1;
        const isOwed = mayDo.has(action) || (role === "owner" && action === "nothing.known");
        if (isAllowed !== isOwed) wrong.push(`${role ?? "nobody"} ${action}`);
      }
    }
    const named = (await look.port(policiesPort).read({})).choice("authz.engine");
    const isNamed = (named === "embedded") === (look.app.decidesBy === "embedded");
    const open = look.app.endpoints.filter((e) => !e.permission);
    return judge(
      { decisions: asked, engine: look.app.decidesBy, endpoints: look.app.endpoints.length, wrong: wrong.length },
      [isNamed, `The policy says that ${named} decides, and AVOW_POLICY_ENGINE is ${look.app.decidesBy}.`],
      [wrong.length === 0, `It is decided against the table of roles: ${wrong[0] ?? ""}.`],
      [open.length === 0, `${open[0]?.path ?? ""} asks for no permission.`],
    );
  },
});
