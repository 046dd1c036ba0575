import { createHidden } from "../../design/hide-for-now.ts";

/** Contacts, and what they are reached by, whose removal can still be undone. */
export const deleting = createHidden();
