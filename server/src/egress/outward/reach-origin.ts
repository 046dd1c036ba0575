import { connect } from "node:tls";
import { port } from "../../framework/ports.ts";
import type { FetchResponse } from "../../integrations/roles/calls/fetch.ts";
import { operatorFetch } from "./operator-fetch.ts";

/** This deployment as others reach it, over its own address. */
export type ReachOrigin = {
  ask(path: string, headers?: Record<string, string>): Promise<FetchResponse>;
  /** Whether a connection of at most this version is accepted. */
  shakesHands(most: "TLSv1.1" | "TLSv1.2"): Promise<boolean>;
};

export const reachOriginPort = port<ReachOrigin>("egress.reach_origin");

const patienceMs = 5000;

/** @param deployment its origin may become known later than this is made */
export function reachOrigin(deployment: { origin: string }): ReachOrigin {
  const fetch = operatorFetch({ idleTimeoutMs: patienceMs });
  return {
    ask: (path, headers = {}) => fetch(new URL(path, deployment.origin).href, { headers }),
    shakesHands: (most) => tryVersion(new URL(deployment.origin), most),
  };
}

function tryVersion({ hostname, port: at }: URL, most: "TLSv1.1" | "TLSv1.2"): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { host: hostname, port: Number(at || 443), servername: hostname };
    const socket = connect({ ...options, minVersion: "TLSv1", maxVersion: most, rejectUnauthorized: false }, () =>
      end(true),
    );
    const end = (isAccepted: boolean) => {
      socket.destroy();
      resolve(isAccepted);
    };
    socket.once("error", () => end(false));
    socket.setTimeout(patienceMs, () => end(false));
  });
}
