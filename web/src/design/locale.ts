import { createContext } from "react";

/** How this person reads times and numbers; the layout provides it once the person is known. */
export const LocaleContext = createContext<{ locale: string; timeZone: string }>({
  locale: navigator.language,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});
