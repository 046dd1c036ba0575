import { createContext } from "react";

/** Opens the navigation on small screens; the layout provides it, page headers show its button. */
export const NavigationToggle = createContext<(() => void) | undefined>(undefined);
