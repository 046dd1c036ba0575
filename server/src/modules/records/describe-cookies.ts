import { cookies } from "../../framework/http/transport.ts";

const attributes = ["HttpOnly", "SameSite=Lax", "Path=/", "Secure over https"];

/** Every cookie that the code can set. There is one place that sets any. */
export const describeCookies = (isSecure: boolean) =>
  Object.entries(cookies).map(([what, { says, lasts }]) => ({
    name: `${isSecure ? "__Host-" : ""}avow-${what}`,
    says,
    lasts,
    attributes: [...attributes],
    is_essential: true as const,
  }));
