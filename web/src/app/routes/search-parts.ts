import * as z from "zod/mini";

// An address that someone mangled opens the page without that part.
export const word = z.catch(z.optional(z.string()), undefined);
export const isoDay = z.catch(z.optional(z.iso.date()), undefined);
