import type { Work } from "../../../framework/context.ts";

/** Where services send browsers back to: the operator registers it with each of them. */
export const redirectUri = ({ deployment }: Work): string => `${deployment.origin}/connect/callback`;
