import type { Work } from "../../framework/context.ts";
import type { Closing } from "./render-mail.ts";

/** What stands below a mail. */
export const closeMail = ({ deployment }: Pick<Work, "deployment">): Closing => ({ origin: deployment.origin });
