import { defineErrors } from "../../framework/errors.ts";

export const workspaceErrors = defineErrors("workspaces", {
  last_one: {
    status: 409,
    title: "This is the organization's last workspace.",
    help: "Make another workspace first, or erase the whole organization under Trust.",
  },
  held: {
    status: 409,
    title: "Something in this workspace is under a legal hold.",
    help: "It is kept for a claim. Release the hold under Trust first, when the claim is settled.",
  },
  limit_reached: {
    status: 409,
    title: "This organization has the most workspaces it can have.",
    help: "Delete a workspace you no longer need; `facts.limit` is the most.",
  },
});
