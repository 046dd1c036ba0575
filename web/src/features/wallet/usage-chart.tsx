import { BarChart } from "@mantine/charts";
import "@mantine/charts/styles.layer.css";
import type { UsageRow } from "./queries.ts";
import { fillDays, stackByDay } from "./sum-usage.ts";

const colors = ["teal.6", "indigo.5", "orange.6", "grape.5", "cyan.6", "red.6"];

interface UsageChartProps {
  rows: UsageRow[];
  /** How far back it goes. */
  days: number;
  nameOf: (of: string | null) => string;
}

/** The table beside it says the same in words. */
export function UsageChart({ rows, days, nameOf }: UsageChartProps) {
  const { days: used, of, hasOthers } = stackByDay(rows);
  const named = of.map((id, place) => ({ name: `s${place}`, label: nameOf(id), color: colors[place] ?? "gray.6" }));
  const series = hasOthers ? [...named, { name: "others", label: "Others", color: "gray.6" }] : named;
  return (
    <div aria-hidden style={{ marginBottom: 18 }}>
      <BarChart
        h={240}
        data={fillDays(used, days, new Date())}
        maxBarWidth={40}
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
