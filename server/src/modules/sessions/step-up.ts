import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { confirmPassword, userErrors } from "../users/public.ts";
import { rotateSession } from "./rotate-session.ts";

export const stepUp = endpoint({
  method: "POST",
  path: "/sessions/current/step-up",
  summary: "Prove once more that it is you.",
  description:
    "Dangerous requests are refused with `session.step_up_required` unless this session did so, or began, within the last ten minutes. The session gets another token.",
  scope: "user",
  permission: "self",
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({ password: z.string().min(1).max(1000) }),
  output: nothing,
  status: 204,
  refusals: [userErrors.password_wrong, userErrors.busy],
  audit: { action: "session.stepped_up", target: (_output, _input, scope) => scope.userId ?? "" },
  prepare: (ctx, { password }) => confirmPassword(ctx, password),
  async run(ctx) {
    await rotateSession(ctx, { proved: true });
    return {};
  },
});
