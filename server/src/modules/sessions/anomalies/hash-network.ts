import type { Context } from "../../../framework/context.ts";
import { nameNetwork } from "./name-network.ts";

/** Where a try came from: a keyed hash, which finds others from there and tells nobody where that is. */
export const hashNetwork = (ctx: Context) => ctx.keyring.keyedHash("network", nameNetwork(ctx.client.ip));
