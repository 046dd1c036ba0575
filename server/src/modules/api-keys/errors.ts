import { defineErrors } from "../../framework/errors.ts";

export const apiKeyErrors = defineErrors("api_keys", {
  scope_refused: {
    status: 422,
    title: "This key would be able to do more than it may.",
    help: "Leave out the scope in `facts.scope`: either your role doesn't have it, or only a signed-in person may use it. `GET /roles` tells.",
  },
  agent_unknown: {
    status: 422,
    title: "There is no such agent in the workspaces this key is for.",
    help: "Choose agents of those workspaces; `facts.agent_id` is none of them.",
  },
  expiry_refused: {
    status: 422,
    title: "A key cannot live that long, or runs out before it is made.",
    help: "Choose a time in the future, at most `facts.days_max` days from now.",
  },
  limit_reached: {
    status: 409,
    title: "This organization has the most API keys it can have.",
    help: "Revoke a key that is no longer used; `facts.limit` is the most.",
  },
});
