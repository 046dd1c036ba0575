import { outwardFetch } from "../egress/outward/outward.ts";
import { fill } from "../framework/ports.ts";
import { github } from "../integrations/github/github.ts";
import { googleWorkspace } from "../integrations/google-workspace/google-workspace.ts";
import { authorizeByCode } from "../integrations/oauth/authorize-by-code.ts";
import { describedSignIns } from "../integrations/oauth/described/find-sign-in.ts";
import { slack } from "../integrations/slack/slack.ts";
import { connectorsPort, serversPort } from "../modules/connections/public.ts";
import { isServerThere, signInsPort } from "../modules/mcp-servers/public.ts";
import { identityLimits, toolLimits } from "./outward-limits.ts";
import type { Surroundings } from "./surroundings.ts";

/** Services at which people have accounts. A stand-in on this machine is the operator's own choice. */
export function fillConnectors({ deployment }: Surroundings) {
  const hasStandIn = Object.values(deployment.connectors ?? {}).some(({ url }) => url !== undefined);
  const fetch = outwardFetch({ ...toolLimits, allowLoopback: hasStandIn });
  // What servers say of how one signs in at them, and where tokens are got: a few kilobytes, within seconds.
  const limits = { ...identityLimits, maxResponseBytes: 65_536 };
  const remote = outwardFetch({ ...limits, allowLoopback: deployment.allowLoopbackTargets ?? false });
  return [
    fill(connectorsPort, {
      connectors: [github, googleWorkspace, slack],
      oauth: authorizeByCode,
      fetch,
      remote: { describe: describedSignIns.describe, fetch: remote },
    }),
    fill(serversPort, { isThere: isServerThere }),
    fill(signInsPort, { signIns: describedSignIns, fetch: remote }),
  ];
}
