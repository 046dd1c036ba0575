import { outwardFetch } from "../egress/outward/outward.ts";
import { fill } from "../framework/ports.ts";
import { keepShelves, knowledgeFetchPort, parseDocumentPort, shelvesPort } from "../modules/knowledge/public.ts";
import type { Surroundings } from "./surroundings.ts";

/** A document at an address is as large as one that is uploaded, and may have moved. */
const documentLimits = {
  idleTimeoutMs: 20_000,
  totalTimeoutMs: 120_000,
  maxResponseBytes: 52_428_800,
  maxRedirects: 3,
};

/** How documents are got, read and searched. */
export const fillKnowledge = ({ deployment, parseDocument }: Surroundings) => [
  fill(shelvesPort, keepShelves()),
  fill(parseDocumentPort, parseDocument),
  fill(
    knowledgeFetchPort,
    outwardFetch({ ...documentLimits, allowLoopback: deployment.allowLoopbackTargets ?? false }),
  ),
];
