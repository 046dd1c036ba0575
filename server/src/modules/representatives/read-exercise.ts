import * as z from "zod";
import { requestErrors } from "../../framework/errors.ts";
import { type RegimeName, regimeNames } from "../../privacy/public.ts";
import type { RequestKind } from "../rights-requests/public.ts";
import { emailField } from "../users/public.ts";
import { representativeErrors } from "./errors.ts";

/** The protocol's rights (section 3.01), and what each is here. A sale is a use that somebody says no to. */
const rights: Readonly<Record<string, RequestKind>> = {
  access: "access",
  "access:categories": "access",
  "access:specific": "access",
  deletion: "erase",
  "sale:opt_out": "object",
};

const claims = z.looseObject({
  exercise: z.string().max(60),
  regime: z.string().max(20).nullish(),
  "agent-request-id": z.string().max(200).nullish(),
  relationships: z.array(z.string().max(200)).max(50).nullish(),
  name: z.string().trim().min(1).max(200).nullish().catch(null),
  email: emailField.nullish(),
  email_verified: z.boolean().nullish(),
  // What cannot be called does not cost the person their right: the status can be asked for.
  status_callback: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullish()
    .catch(null),
});

export type Exercise = {
  kind: RequestKind;
  regime: RegimeName;
  agentRequestId: string | null;
  statusCallback: string | null;
  name: string | null;
  email: string;
  isVerified: boolean;
};

/** @throws Refusal `representatives.right_unknown`, `representatives.address_needed`, `request.invalid` */
export function readExercise(message: unknown): Exercise {
  const read = claims.safeParse(message);
  if (!read.success)
    throw requestErrors.invalid({ path: String(read.error.issues[0]?.path[0] ?? ""), issue: "missing_or_wrong" });
  const {
    exercise,
    regime,
    email,
    name,
    email_verified,
    "agent-request-id": agentRequestId,
    status_callback,
  } = read.data;
  const kind = Object.hasOwn(rights, exercise) ? rights[exercise] : undefined;
  if (!kind) throw representativeErrors.right_unknown();
  if (!email) throw representativeErrors.address_needed();
  return {
    kind,
    regime: regimeNames.find((known) => known === regime) ?? "other",
    agentRequestId: agentRequestId ?? null,
    statusCallback: status_callback ?? null,
    name: name ?? null,
    email,
    isVerified: email_verified === true,
  };
}
