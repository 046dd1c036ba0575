-- Verdicts are no counts of ten people or more: they stay as long as the report that is made of them reaches back.
comment on table guardrail_verdicts is '{"owner":{"kind":"organization"},"keep":{"cls":"telemetry","because":"Whoever answers for a workspace can see what its guardrail does.","until":{"column":"created_at","days":366}}}';
