import * as z from "zod";
import { type DeliveryKind, deliveryKind } from "../../../egress/public.ts";
import { minuteMs, secondMs } from "../../../framework/clock.ts";
import { type Api, connectedNames, ConnectorError, type Registered } from "../../../integrations/roles/connector.ts";
import type { RemoteProvider } from "../../../integrations/roles/sign-in.ts";
import type { DeliveryIntegration } from "../../../integrations/roles/deliveries/delivery.ts";
import { apiOf, findOffered } from "../connectors-port.ts";
import { failureOf } from "./failure-of.ts";

const payload = z.object({
  service: z.enum(connectedNames),
  token: z.string(),
  remote: z.custom<RemoteProvider>((kept) => typeof kept === "object").optional(),
});

type Revocation = Registered & { api: Api };

/** Forgetting twice does no harm: the second time there is nothing to forget. */
const asker: DeliveryIntegration<Revocation> = {
  name: "connector",
  profile: { repeat: "idempotent", canRetract: false, sendWithinMs: 20 * secondMs },
  async send({ content: { connector, client, api } }, { fetch, signal }) {
    const trace = { request: { method: "POST", address: connector.name } };
    try {
      const outcome = await connector.revoke(client, { ...api, fetch, signal });
      return { outcome: "accepted", remoteId: outcome, trace };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return { outcome: "failed", failure: failureOf(error), trace };
    }
  },
};

/** What is asked of a service once its account was disconnected here. The token goes with the answer, whatever it is. */
export const declareRevocation = (): DeliveryKind =>
  deliveryKind<Revocation>({
    name: "connection_revocation",
    integration: asker,
    retry: { waitsMs: [5 * secondMs, minuteMs, 5 * minuteMs, 20 * minuteMs], retryAfterMostMs: 20 * minuteMs },
    async compose(work, delivery) {
      const read = payload.safeParse(delivery.payload);
      const offered = read.success ? findOffered(work, read.data.service, read.data.remote) : undefined;
      if (!read.success || !offered) return { drop: "connections.not_offered" };
      const signal = AbortSignal.timeout(20 * secondMs);
      const api = await apiOf(work, offered, { token: read.data.token, signal });
      return { content: { ...offered, api }, fetch: api.fetch };
    },
    async onGivenUp(work, { id }) {
      await work.db.query("update deliveries set payload = null where id = $1", [id]);
    },
  });
