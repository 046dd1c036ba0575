/** Where somebody's request stands, for the address at which whoever asked for them wants to hear it. */
export type StatusCall = { url: string; body: string };
