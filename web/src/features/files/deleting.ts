import { createHidden } from "../../design/hide-for-now.ts";

/** Files whose deletion can still be undone. */
export const deleting = createHidden();
