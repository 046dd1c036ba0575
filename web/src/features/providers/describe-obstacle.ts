const sentences: Record<string, string> = {
  self_hosted_only: "Your policy keeps AI on servers of your own.",
  provider_not_chosen: "Your policy does not name it among the allowed providers.",
  model_not_chosen: "Your policy allows none of its models.",
  not_registered: "The operator's register has no entry for it.",
  not_in_effect: "Its entry in the register is not in effect yet.",
  trains: "It may train on what it is sent.",
  not_reviewed: "Nobody has read its terms in the last 90 days.",
  no_contract: "No data processing agreement is noted.",
  keeps_too_long: "It keeps data longer than your policy allows.",
  keeps_anything: "Your policy asks for zero retention.",
  no_transfer_mechanism: "No valid mechanism for transfers to its country.",
};

/** Why a provider may not be used, in a sentence. */
export const describeObstacle = (reason: string): string => sentences[reason] ?? reason.replaceAll("_", " ");
