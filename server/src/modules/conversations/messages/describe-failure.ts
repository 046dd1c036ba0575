import { egressErrors } from "../../../egress/public.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { isProviderErrorCode, ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { modelErrors } from "../../models/public.ts";
import { runErrors } from "../../runs/public.ts";
import { conversationErrors } from "../errors.ts";

const refusals = [
  ...Object.values(conversationErrors),
  ...Object.values(egressErrors),
  ...Object.values(modelErrors),
  ...Object.values(runErrors),
  ...Object.values(requestErrors),
];
const known = new Map(refusals.map(({ code, declared }) => [code, declared]));

/** Why an answer failed, in the words the same code has everywhere. */
export function describeFailure(code: string): { code: string; title: string; help: string } {
  const declared = isProviderErrorCode(code)
    ? new ProviderError(code)
    : (known.get(code) ?? conversationErrors.gave_up.declared);
  return { code, title: declared.title, help: declared.help };
}
