import type { Work } from "../../../framework/context.ts";

export const redirectPath = "/connect/callback";

/** Where services send browsers back to: the operator registers it with each of them. */
export const redirectUri = ({ deployment }: Work): string => `${deployment.origin}${redirectPath}`;
