import { ProviderError } from "../integrations/roles/calls/provider-error.ts";
import { egressErrors } from "./errors.ts";

/** What went wrong at a provider, as the refusal that whoever waits for an answer gets. Other errors stay as they are. */
export function refuseFailure(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error;
  const facts = { code: error.code };
  const wait = error.retry_after_ms === undefined ? undefined : Math.max(1, Math.ceil(error.retry_after_ms / 1000));
  if (error.code === "provider.rate_limited") return egressErrors.model_limited(facts, wait);
  if (error.code === "provider.model_unknown") return egressErrors.model_missing(facts);
  const isRequest = /^provider\.(prompt_too_long|content_refused|request_refused|ability_missing)$/.test(error.code);
  return isRequest ? egressErrors.model_refused(facts) : egressErrors.model_unavailable(facts, wait);
}
