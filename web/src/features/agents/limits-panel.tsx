import { Button, Group, NumberInput, Stack } from "@mantine/core";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { Section } from "../../design/page/section.tsx";
import type { Agent } from "./queries.ts";
import { useSettings } from "./use-settings.ts";

const microsInCredit = 1_000_000;

export function LimitsPanel({ agent }: { agent: Agent }) {
  const { settings, save, error, isBusy } = useSettings(agent);
  const own = settings.run_budget_micros;
  const [credits, setCredits] = useState<number | string>(own === null ? "" : own / microsInCredit);
  const [steps, setSteps] = useState<number | string>(settings.limits.steps);
  const [minutes, setMinutes] = useState<number | string>(settings.limits.minutes);
  const keep = () =>
    save({
      run_budget_micros: credits === "" ? null : Math.round(Number(credits) * microsInCredit),
      limits: { steps: Number(steps) || 25, minutes: Number(minutes) || 30 },
    });
  return (
    <Section
      title="How much one run may take"
      description="It stops there, and says so. Waiting for people does not count."
    >
      <Stack>
        <NumberInput
          label="Credits"
          description="Empty: as much as wallet and budgets allow."
          min={0}
          decimalScale={6}
          value={credits}
          onChange={setCredits}
        />
        <NumberInput label="Steps" min={1} max={200} value={steps} onChange={setSteps} />
        <NumberInput label="Minutes of work" min={1} max={1440} value={minutes} onChange={setMinutes} />
        <Group>
          <Button onClick={() => void keep()} loading={isBusy}>
            Save limits
          </Button>
          <AnchorLink to="/wallet/budgets">A budget for this agent per day or month</AnchorLink>
        </Group>
        {error !== null && <ErrorNotice error={error} />}
      </Stack>
    </Section>
  );
}
