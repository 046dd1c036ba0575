import { useState } from "react";
import type { LedgerName } from "./queries.ts";

/** Which ledger a screen looks at. Until somebody connects a provider, everything happens in the sandbox. */
export const useLedger = () => useState<LedgerName>("sandbox");
