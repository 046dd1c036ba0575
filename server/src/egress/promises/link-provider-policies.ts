import { judge, promise } from "../../framework/promise.ts";
import { registerPort } from "../processors/open-register.ts";

export const linkProviderPolicies = promise("ai.policy_links", {
  enforcedBy: ["egress/processors/processor.ts#processorFacts"],
  tests: ["server/src/modules/processors/update-processor.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const entries = [...(await look.port(registerPort).read()).values()];
    const ai = entries.filter(({ facts }) => facts.purposes.includes("ai"));
    const bare = ai.filter(({ facts }) => URL.parse(facts.policy_url)?.protocol !== "https:");
    return judge({ providers: ai.length, without_link: bare.length }, [
      bare.length === 0,
      `${bare[0]?.name ?? ""} is listed without a link to its policy.`,
    ]);
  },
});
