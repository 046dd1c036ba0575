import type { EventDeclaration } from "../../../framework/events.ts";
import { port } from "../../../framework/ports.ts";

/** Every public event of the deployment; `app.ts` reads them off the modules. */
export const eventTypesPort = port<readonly EventDeclaration[]>("webhooks.event_types");
