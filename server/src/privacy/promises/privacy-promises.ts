import type { KeptPromise } from "../../framework/promise.ts";
import { keepTenantsApart } from "./keep-tenants-apart.ts";

/** What the framework and the privacy engine keep by themselves, whatever modules there are. */
export const privacyPromises: readonly KeptPromise[] = [keepTenantsApart];
