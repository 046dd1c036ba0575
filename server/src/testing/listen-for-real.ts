import { BlockList } from "node:net";
import { handOver } from "../operate/serve/answer-unreadable.ts";
import { buildHttp } from "../operate/serve/build-http.ts";
import { listen } from "../operate/serve/listen.ts";
import type { World } from "./world.ts";

/** A world on a socket of the loopback, for clients that bring their own way to ask. */
export async function listenForReal({ app }: World): Promise<{ origin: string; close(): Promise<void> }> {
  const http = buildHttp(app, {
    trustedProxies: new BlockList(),
    allowPlainHttp: true,
    webFolder: undefined,
    vitals: {},
  });
  const { port, close } = await listen(handOver(http), { host: "127.0.0.1", port: 0, tls: undefined });
  return { origin: `http://127.0.0.1:${port}`, close: () => close(1000) };
}
