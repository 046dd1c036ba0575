import type { Module } from "../../framework/endpoint.ts";
import { heldSubjects } from "../../privacy/public.ts";
import { askHold } from "./ask-hold.ts";
import { downloadHeld } from "./download-held.ts";
import { holdErrors } from "./errors.ts";
import { followHolds } from "./follow-holds.job.ts";
import { listHeld } from "./list-held.ts";
import { listHolds } from "./list-holds.ts";
import { onApprovalEnded } from "./on-approval-ended.ts";
import { releaseHold } from "./release-hold.ts";
import { reviewHold } from "./review-hold.ts";
import { spreadHold } from "./spread-hold.job.ts";
import { holds } from "./tables.ts";

export const holdsModule: Module = {
  name: "holds",
  tables: [holds, heldSubjects],
  endpoints: [listHolds, askHold, listHeld, reviewHold, releaseHold, downloadHeld],
  jobs: [followHolds, spreadHold],
  reactions: [onApprovalEnded],
  errors: holdErrors,
};
