import { Resolver } from "node:dns/promises";
import { port } from "../framework/ports.ts";

/** The TXT records of a name, each as one text. None where there is no such name. */
export type ResolveText = (name: string) => Promise<string[]>;

export const resolveTextPort = port<ResolveText>("resolve text");

/** Asks the system's resolvers, for a few seconds. */
export const resolveText: ResolveText = async (name) => {
  try {
    const records = await new Resolver({ timeout: 3000, tries: 2 }).resolveTxt(name);
    return records.map((parts) => parts.join(""));
  } catch {
    return []; // absent, or not to be reached now: either way nothing is proved
  }
};
