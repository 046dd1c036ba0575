import { NativeSelect, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { addRule, changeRule, type GuardrailRule, rulesQuery } from "./queries.ts";

const kinds = [
  { value: "term", label: "Term: a name or code word" },
  { value: "topic", label: "Topic: what is not talked about outside" },
  { value: "claim", label: "Claim: what is not promised" },
] as const;
const levels = [
  { value: "redact", label: "Put a placeholder in its place" },
  { value: "ask", label: "Ask somebody first" },
  { value: "block", label: "Send nothing" },
] as const;
const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");

/** Makes a rule, or changes one. */
export function RuleDialog({ rule, onClose }: { rule?: GuardrailRule; onClose: () => void }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: {
      name: rule?.name ?? "",
      kind: rule?.kind ?? "term",
      level: rule?.level ?? "redact",
      words: [...(rule?.words ?? [])],
      patterns: (rule?.patterns ?? []).join("\n"),
    },
    validate: { name: (name: string) => (name.trim() ? null : "Say what it is about.") },
    refusals: { "guardrails.pattern_refused": "patterns", "guardrails.rule_empty": "words" },
  });
  const save = submit(async ({ patterns, ...fields }) => {
    const body = { ...fields, patterns: lines(patterns) };
    await (rule ? changeRule(rule, body) : addRule(body));
    await client.invalidateQueries(rulesQuery(workspace.id));
    tell(rule ? "The rule is changed. It counts from the next call on." : "The rule is added.");
    onClose();
  });
  return (
    <FormDialog
      title={rule ? "Change the rule" : "Add a rule"}
      size="lg"
      action={rule ? "Change" : "Add"}
      isBusy={isBusy}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput label="What it is about" data-autofocus key={form.key("name")} {...form.getInputProps("name")} />
      <NativeSelect label="Kind" data={[...kinds]} key={form.key("kind")} {...form.getInputProps("kind")} />
      <NativeSelect
        label="What happens to it"
        data={[...levels]}
        key={form.key("level")}
        {...form.getInputProps("level")}
      />
      <TagsInput
        label="Words and phrases"
        description="In any case, with or without marks; * at the end stands for any ending. Enter after each."
        key={form.key("words")}
        {...form.getInputProps("words")}
      />
      <Textarea
        label="Regular expressions (optional)"
        description="One a line. What could take long on some text is refused, with the reason."
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        key={form.key("patterns")}
        {...form.getInputProps("patterns")}
      />
    </FormDialog>
  );
}
