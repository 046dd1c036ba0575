import { join } from "node:path";

/** What reads pictures runs in a process of its own, which alone loads what decodes them. */
export const pictureProgram = join(import.meta.dirname, "read-picture-input.ts");
