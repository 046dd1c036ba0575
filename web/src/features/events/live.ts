import { createContext, use } from "react";

/** Whether what happens is shown as it happens. */
export const Live = createContext(false);

/** How often to ask for what may have changed: not at all where it is told. */
export const useAskEvery = (ms: number): number | false => (use(Live) ? false : ms);
