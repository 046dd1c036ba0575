import { programs } from "./tables.ts";

export type Program = (typeof programs)[number];

export const isProgram = (id: string): id is Program => programs.some((known) => known === id);
