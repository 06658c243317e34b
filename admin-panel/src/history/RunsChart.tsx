import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { Text } from '@mantine/core';
import type { HistoryRun } from '../api/types';
import { duration, secondsBetween, shortTime } from '../words/time';

const COLORS: Readonly<Record<string, string>> = { failed: 'red.6', cancelled: 'gray.5' };

/** How long the last runs took, oldest first; the table holds the same figures for a screen reader. */
export default function RunsChart({ runs }: { runs: HistoryRun[] }) {
  const bars = runs.flatMap((run) =>
    run.completed_at == null
      ? []
      : [
          {
            started: shortTime(run.started_at),
            seconds: secondsBetween(run.started_at, run.completed_at),
            color: COLORS[run.status] ?? 'primary',
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
          series={[{ name: 'seconds', label: 'Duration', color: 'cyan.7' }]}
          valueFormatter={duration}
          tickLine="none"
          gridAxis="y"
          maxBarWidth={28}
          yAxisProps={{ width: 52, tickCount: 4 }}
          xAxisProps={{ minTickGap: 24 }}
          barProps={{ radius: [4, 4, 0, 0], isAnimationActive: false }}
        />
      </div>
    </figure>
  );
}
