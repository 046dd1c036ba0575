import { judge, promise } from "../../../framework/promise.ts";
import { registerPort } from "../../../egress/public.ts";
import { connectorsPort } from "../../connections/public.ts";

const isLink = (url: string) => URL.parse(url)?.protocol === "https:";

export const linkPolicies = promise("ai.policy_links", {
  enforcedBy: [
    "egress/processors/processor.ts#processorFacts",
    "modules/connections/list-connectors.ts#listConnectors",
  ],
  tests: [
    "server/src/modules/processors/update-processor.test.ts",
    "server/src/modules/connections/connect-accounts.test.ts",
  ],
  everyMinutes: 60,
  async probe(look) {
    const entries = [...(await look.port(registerPort).read()).values()];
    const ai = entries.filter(({ facts }) => facts.purposes.includes("ai"));
    const bare = ai.filter(({ facts }) => !isLink(facts.policy_url));
    const { connectors } = look.port(connectorsPort);
    const unlinked = connectors.filter(({ policyUrl }) => !isLink(policyUrl));
    return judge(
      { providers: ai.length, without_link: bare.length, services: connectors.length },
      [bare.length === 0, `${bare[0]?.name ?? ""} is listed without a link to its policy.`],
      [unlinked.length === 0, `An account at ${unlinked[0]?.title ?? ""} is connected without a link to its policy.`],
    );
  },
});
