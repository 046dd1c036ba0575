import type { Module } from "../../framework/endpoint.ts";
import { downloadDpv } from "./download-dpv.ts";
import { downloadRecords } from "./download-records.ts";
import { getPublicRecords } from "./get-public-records.ts";
import { getRecords } from "./get-records.ts";

export const recordsModule: Module = {
  name: "records",
  endpoints: [getRecords, downloadRecords, downloadDpv, getPublicRecords],
};
