import { BarChart } from "@mantine/charts";
import "@mantine/charts/styles.layer.css";
import type { UsageRow } from "./queries.ts";
import { stackByDay } from "./sum-usage.ts";

const colors = ["indigo.6", "teal.6", "orange.6", "grape.6", "cyan.7", "red.6"];

/** The table beside it says the same in words. */
export function UsageChart({ rows, nameOf }: { rows: UsageRow[]; nameOf: (of: string | null) => string }) {
  const { days, of, hasOthers } = stackByDay(rows);
  const named = of.map((id, place) => ({ name: `s${place}`, label: nameOf(id), color: colors[place] ?? "gray.6" }));
  const series = hasOthers ? [...named, { name: "others", label: "Others", color: "gray.6" }] : named;
  return (
    <div aria-hidden style={{ marginBottom: 18 }}>
      <BarChart
        h={240}
        data={days}
        dataKey="day"
        type="stacked"
        series={series}
        withLegend
        tickLine="none"
        // What is hidden takes no focus.
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
