import * as z from "zod";

/** Where an agent may go: addresses, and all that lies below them. */
export const allowedUrls = z.strictObject({
  allow: z
    .array(z.url({ protocol: /^https?$/ }).max(500))
    .min(1)
    .max(50)
    .describe("Addresses it may ask, and all that lies below them."),
});

export const readAllowedUrls = (given: unknown) => allowedUrls.parse(given);

/** Whether an address lies below one that is allowed: the same origin, and the same path or one inside it. */
export function isAllowed(asked: string, { allow }: z.output<typeof allowedUrls>): boolean {
  const url = URL.parse(asked);
  if (!url || url.username || url.password) return false;
  return allow.some((one) => {
    const base = new URL(one);
    const folder = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
    // Encoded dots and slashes mean to one server what they do not mean to another.
    if (/%(?:2e|2f|5c)/i.test(url.pathname)) return false;
    return url.origin === base.origin && (url.pathname === base.pathname || url.pathname.startsWith(folder));
  });
}

export const webAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .transform((text) => new URL(text).href);
