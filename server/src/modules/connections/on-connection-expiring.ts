import { on } from "../../framework/events.ts";
import { tellWhoseItIs } from "./tell-whose-it-is.ts";
import { connectionExpiring } from "./warn-of-ends.job.ts";

export const onConnectionExpiring = on("connections.tell_of_expiry", connectionExpiring, {
  purpose: "account",
  run: (ctx, { connection_id, service, ends_at }) =>
    tellWhoseItIs(ctx, { connection_id, service }, { template: "connection_expiring", ends: ends_at.slice(0, 10) }),
});
