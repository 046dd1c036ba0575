import { createHidden } from "../../design/hide-for-now.ts";

/** Conversations whose deletion can still be undone. */
export const deleting = createHidden();
