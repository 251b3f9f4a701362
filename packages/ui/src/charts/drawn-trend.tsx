import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { TrendProps } from "./trend.ts";

const TICK = { fill: "var(--muted-foreground)", fontSize: 12 };

export function DrawnTrend({ points, format, formatShort, valueLabel, previousLabel }: TrendProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={[...points]} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={false} minTickGap={32} />
        <YAxis tick={TICK} tickLine={false} axisLine={false} width={56} tickFormatter={formatShort} />
        <Tooltip
          formatter={(value) => format(Number(value))}
          contentStyle={{ background: "var(--card)", border: "1px solid var(--border)", borderRadius: 8, fontSize: 12 }}
        />
        <Area
          dataKey="value"
          name={valueLabel}
          stroke="var(--chart-1)"
          fill="var(--chart-1)"
          fillOpacity={0.12}
          strokeWidth={2}
          isAnimationActive={false}
        />
        <Line
          dataKey="previous"
          name={previousLabel}
          stroke="var(--muted-foreground)"
          strokeDasharray="4 4"
          dot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
