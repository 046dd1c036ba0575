import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { endpoints, moduleOf, publicEvents } from "../../server/src/app.ts";
import { openApiOf } from "../../server/src/framework/http/openapi.ts";

const document = openApiOf(endpoints, moduleOf, "1.0.0", publicEvents) as {
  paths: Record<string, Record<string, { operationId: string }>>;
};

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect({ valid, errors, version: validator.version }).toEqual({ valid: true, errors: undefined, version: "3.1" });
});

test("every endpoint is in it once, under a name of its own", () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations).toHaveLength(endpoints.length);
  expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(endpoints.length);
});
