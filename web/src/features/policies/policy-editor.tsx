import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tellFailure } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ChangesDialog } from "./changes-dialog.tsx";
import { groupParameters } from "./describe-value.ts";
import { ParameterRow } from "./parameter-row.tsx";
import {
  type Draft,
  emptyDraft,
  type Parameter,
  type Policy,
  type PolicyOf,
  policyQuery,
  withdrawChange,
} from "./queries.ts";

/** One level's policy: every parameter, a draft over it, and the way to review and save the draft. */
export function PolicyEditor({ of, isLocked }: { of: PolicyOf; isLocked: boolean }) {
  const { organization } = useCurrent();
  const query = useQuery(policyQuery(organization.id, of));
  return <QueryView query={query}>{(policy) => <Editor of={of} policy={policy} isLocked={isLocked} />}</QueryView>;
}

function Editor({ of, policy, isLocked }: { of: PolicyOf; policy: Policy; isLocked: boolean }) {
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [isReviewing, reviewing] = useDisclosure();
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: (parameter: Parameter["name"]) => withdrawChange(of, parameter),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries({ queryKey: ["policy"] }),
  });
  const changes = Object.keys(draft.values).length + Object.keys(draft.ranges).length + (draft.preset ? 1 : 0);
  return (
    <Stack>
      {!isLocked && (
        <DraftBar
          policy={policy}
          draft={draft}
          changes={changes}
          onPreset={(preset) => setDraft({ ...emptyDraft, ...(preset ? { preset } : {}) })}
          onDiscard={() => setDraft(emptyDraft)}
          onReview={reviewing.open}
        />
      )}
      {groupParameters(policy.parameters).map(({ title, parameters }) => (
        <Section key={title} title={title}>
          {parameters.map((parameter) => (
            <ParameterRow
              key={parameter.name}
              parameter={parameter}
              draft={draft}
              isLocked={isLocked}
              isLowestLevel={of.level === "workspace"}
              onValue={(value) => setDraft({ ...draft, values: { ...draft.values, [parameter.name]: value } })}
              onRange={(range) => setDraft({ ...draft, ranges: { ...draft.ranges, [parameter.name]: range } })}
              onWithdraw={() => withdraw.mutate(parameter.name)}
            />
          ))}
        </Section>
      ))}
      {isReviewing && (
        <ChangesDialog
          of={of}
          policy={policy}
          draft={draft}
          onClose={reviewing.close}
          onSaved={() => {
            reviewing.close();
            setDraft(emptyDraft);
          }}
        />
      )}
    </Stack>
  );
}

const presets: { value: NonNullable<Policy["preset"]>; label: string }[] = [
  { value: "strict", label: "Strict: the strictest of all" },
  { value: "aumnify", label: "Aumnify: content studio" },
  { value: "aulm", label: "aulm: messaging API" },
  { value: "postaura", label: "PostAura: social campaigns" },
  { value: "alumia", label: "Alumia: agent platform" },
  { value: "aura", label: "Aura: companions, own models only" },
];

interface DraftBarProps {
  policy: Policy;
  draft: Draft;
  changes: number;
  onPreset: (preset: Policy["preset"]) => void;
  onDiscard: () => void;
  onReview: () => void;
}

function DraftBar({ policy, draft, changes, onPreset, onDiscard, onReview }: DraftBarProps) {
  return (
    <Section
      title="Start from a preset, or choose yourself"
      description={
        policy.is_notice_due
          ? `What is tighter acts at once. What weakens a published promise is announced, and takes effect ${policy.notice_days} days later.`
          : "You are the only one with an account so far: every change acts at once."
      }
      action={
        <Group gap="xs">
          <Button variant="default" disabled={changes === 0} onClick={onDiscard}>
            Discard
          </Button>
          <Button disabled={changes === 0} onClick={onReview}>
            Review changes
          </Button>
        </Group>
      }
    >
      <Select
        aria-label="Preset"
        placeholder={policy.preset ? `Last set from: ${policy.preset}` : "Choose a preset"}
        data={presets}
        value={draft.preset ?? null}
        onChange={(preset) => onPreset(preset)}
        clearable
        maw={380}
      />
      {draft.preset && (
        <Text fz="sm" c="dimmed" mt={6}>
          Replaces what this level chose. Review shows each difference before anything is saved.
        </Text>
      )}
    </Section>
  );
}
