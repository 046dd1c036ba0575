import type { Module } from "../../framework/endpoint.ts";
import { guardrailErrors } from "./errors.ts";
import { createException } from "./exceptions/create-exception.ts";
import { deleteException } from "./exceptions/delete-exception.ts";
import { listExceptions } from "./exceptions/list-exceptions.ts";
import { knownContactNames, knownMemberNames } from "./known/tables.ts";
import { listClasses } from "./list-classes.ts";
import { previewGuardrails } from "./preview-guardrails.ts";
import { downloadReport } from "./report/download-report.ts";
import { getReport } from "./report/get-report.ts";
import { createRule } from "./rules/create-rule.ts";
import { deleteRule } from "./rules/delete-rule.ts";
import { getRule } from "./rules/get-rule.ts";
import { listRules } from "./rules/list-rules.ts";
import { updateRule } from "./rules/update-rule.ts";
import { guardrailExceptions, guardrailRules } from "./tables.ts";

export const guardrailsModule: Module = {
  name: "guardrails",
  tables: [guardrailRules, guardrailExceptions, knownContactNames, knownMemberNames],
  endpoints: [
    listClasses,
    listRules,
    createRule,
    getRule,
    updateRule,
    deleteRule,
    listExceptions,
    createException,
    deleteException,
    previewGuardrails,
    getReport,
    downloadReport,
  ],
  errors: guardrailErrors,
};
