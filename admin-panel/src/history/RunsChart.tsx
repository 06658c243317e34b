import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { Text } from '@mantine/core';
import type { HistoryRun } from '../api/types';
import { duration, secondsBetween, shortTime, wholeSeconds } from '../format/time';

const SUCCESS = 'cyan.7';
const COLORS: Readonly<Record<string, string>> = { failed: 'red.6', cancelled: 'gray.5' };

/** Durations of the latest runs, oldest first; the table has the same values for screen readers. */
export default function RunsChart({ runs }: { runs: HistoryRun[] }) {
  const bars = runs.flatMap((run) =>
    run.completed_at == null
      ? []
      : [
          {
            started: shortTime(run.started_at),
            seconds: secondsBetween(run.started_at, run.completed_at),
            color: COLORS[run.status] ?? SUCCESS,
          },
        ],
  );
  return (
    <figure style={{ margin: 0 }} aria-label="Duration of the last runs" data-testid="runs-chart">
      <Text component="figcaption" size="xs" c="dimmed" mb="xs">
        Duration of the last runs
      </Text>
      <div aria-hidden="true">
        <BarChart
          h={150}
          data={bars.reverse()}
          dataKey="started"
          series={[{ name: 'seconds', label: 'Duration', color: SUCCESS }]}
          valueFormatter={duration}
          tickLine="none"
          gridAxis="x"
          maxBarWidth={28}
          yAxisProps={{ width: 44, tickCount: 4, tickFormatter: wholeSeconds }}
          xAxisProps={{ minTickGap: 24 }}
          barChartProps={{ margin: { top: 8 }, accessibilityLayer: false }}
          barProps={{ radius: [4, 4, 0, 0], isAnimationActive: false }}
        />
      </div>
    </figure>
  );
}
