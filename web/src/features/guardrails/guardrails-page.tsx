import { Group, Stack } from "@mantine/core";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { ClassesSection } from "./classes-section.tsx";
import { ExceptionsSection } from "./exceptions-section.tsx";
import { RulesSection } from "./rules-section.tsx";

/** What may leave, and in what form. */
export function GuardrailsPage() {
  return (
    <Page
      title="Trust"
      tabs={<TrustIndex />}
      actions={
        <Group gap="xs">
          <ButtonLink to="/trust/guardrails/report" size="xs" variant="default">
            Report
          </ButtonLink>
          <ButtonLink to="/trust/guardrails/preview" size="xs">
            See what would leave
          </ButtonLink>
        </Group>
      }
    >
      <Stack>
        <RulesSection />
        <ClassesSection />
        <ExceptionsSection />
      </Stack>
    </Page>
  );
}
