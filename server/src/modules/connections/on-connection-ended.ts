import { on } from "../../framework/events.ts";
import { tellWhoseItIs } from "./tell-whose-it-is.ts";
import { connectionEnded } from "./use/end-connection.ts";

/** What the service ended; what somebody ended here, they know. */
const endedThere = new Set(["connections.expired", "connections.revoked"]);

export const onConnectionEnded = on("connections.tell_of_end", connectionEnded, {
  purpose: "account",
  async run(ctx, { connection_id, service, reason }) {
    if (endedThere.has(reason)) await tellWhoseItIs(ctx, { connection_id, service }, { template: "connection_ended" });
  },
});
