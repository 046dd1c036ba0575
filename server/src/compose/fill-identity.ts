import { outwardFetch } from "../egress/outward/outward.ts";
import { resolveText, resolveTextPort } from "../egress/resolve-text.ts";
import { fill } from "../framework/ports.ts";
import { openidConnect } from "../integrations/openid/openid-connect.ts";
import { appDocumentsPort } from "../modules/connected-apps/public.ts";
import { askProvidersPort } from "../modules/identities/ask-providers.ts";
import { identityLimits } from "./outward-limits.ts";
import type { Surroundings } from "./surroundings.ts";

/** What asks identity providers, and programs that sign people in, who they are. */
export function fillIdentity({ deployment }: Surroundings) {
  const allowLoopback = deployment.allowLoopbackIssuers ?? false;
  const fetch = outwardFetch({ ...identityLimits, allowLoopback });
  const fetchDocument = outwardFetch({ ...identityLimits, maxResponseBytes: 65_536, allowLoopback });
  return [
    fill(appDocumentsPort, fetchDocument),
    fill(askProvidersPort, { providers: openidConnect, fetch }),
    fill(resolveTextPort, resolveText),
  ];
}
