import type { Module } from "../../framework/endpoint.ts";
import { addRepresentative } from "./add-representative.ts";
import { checkToken } from "./check-token.ts";
import { representativeErrors } from "./errors.ts";
import { exerciseRight } from "./exercise-right.ts";
import { getStatus } from "./get-status.ts";
import { giveToken } from "./give-token.ts";
import { listRepresentatives } from "./list-representatives.ts";
import { removeRepresentative } from "./remove-representative.ts";
import { revokeRepresented } from "./revoke-represented.ts";
import { representativeMessages, representatives } from "./tables.ts";
import { tellAgent } from "./tell-agent.ts";

export const representativesModule: Module = {
  name: "representatives",
  tables: [representatives, representativeMessages],
  endpoints: [
    addRepresentative,
    listRepresentatives,
    removeRepresentative,
    giveToken,
    checkToken,
    exerciseRight,
    getStatus,
    revokeRepresented,
  ],
  reactions: [tellAgent],
  errors: representativeErrors,
};
