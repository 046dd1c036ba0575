import { SegmentedControl } from "@mantine/core";
import type { LedgerName } from "./queries.ts";

const choices = [
  { value: "real", label: "Credits" },
  { value: "sandbox", label: "Sandbox" },
] as const;

export function LedgerSwitch({ value, onChange }: { value: LedgerName; onChange: (ledger: LedgerName) => void }) {
  return <SegmentedControl size="xs" aria-label="Ledger" data={[...choices]} value={value} onChange={onChange} />;
}
