import type { Module } from "../../framework/endpoint.ts";
import { checkFiles } from "./contents/check-files.job.ts";
import { createFile } from "./create-file.ts";
import { deleteFile } from "./delete-file.ts";
import { downloadFile } from "./download-file.ts";
import { fileErrors } from "./errors.ts";
import { fillFile } from "./fill-file.ts";
import { getFile } from "./get-file.ts";
import { getFileHealth } from "./get-file-health.ts";
import { listFiles } from "./list-files.ts";
import { removeObject } from "./contents/remove-object.job.ts";
import { sweepObjects } from "./contents/sweep-objects.job.ts";
import { files, privateFiles } from "./tables.ts";

export const filesModule: Module = {
  name: "files",
  tables: [files, privateFiles],
  endpoints: [listFiles, createFile, getFile, fillFile, downloadFile, deleteFile, getFileHealth],
  jobs: [removeObject, sweepObjects, checkFiles],
  errors: fileErrors,
};
