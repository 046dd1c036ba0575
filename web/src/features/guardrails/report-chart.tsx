import { BarChart } from "@mantine/charts";
import "@mantine/charts/styles.layer.css";
import type { ReportRow } from "./queries.ts";
import { stackReport } from "./sum-report.ts";
import { levelWords } from "./words.ts";

const series = [
  { name: "redact", label: levelWords.redact, color: "teal.6" },
  { name: "ask", label: levelWords.ask, color: "orange.6" },
  { name: "block", label: levelWords.block, color: "red.6" },
];

/** The table beside it says the same in words. */
export function ReportChart({ rows }: { rows: ReportRow[] }) {
  return (
    <div aria-hidden style={{ marginBottom: 18 }}>
      <BarChart
        h={220}
        data={stackReport(rows)}
        dataKey="day"
        type="stacked"
        series={series}
        withLegend
        tickLine="none"
        maxBarWidth={48}
        // What is hidden takes no focus.
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
