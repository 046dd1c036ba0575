import * as z from "zod";

export const headerValue = z
  .string()
  .min(1)
  .max(4000)
  .regex(/^[\t\x20-\x7e]+$/);

/** A client as somebody types it. */
export const clientInput = z
  .strictObject({ id: headerValue.max(2000), secret: headerValue.optional().describe("Never shown again.") })
  .describe("Avow as it was registered by hand where people sign in, if that takes no client by itself.");

/** As it is kept. */
export const clientOf = ({ id, secret }: z.output<typeof clientInput>) => ({ id, secret: secret ?? null });
