import { Stack } from "@mantine/core";
import { Page } from "../../design/page.tsx";
import { TrustTabs } from "../trust/trust-tabs.tsx";
import { ClassesSection } from "./classes-section.tsx";
import { ExceptionsSection } from "./exceptions-section.tsx";
import { RulesSection } from "./rules-section.tsx";

/** What may leave, and in what form. */
export function GuardrailsPage() {
  return (
    <Page title="Trust" tabs={<TrustTabs />}>
      <Stack>
        <RulesSection />
        <ClassesSection />
        <ExceptionsSection />
      </Stack>
    </Page>
  );
}
