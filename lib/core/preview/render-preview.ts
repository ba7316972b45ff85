import { mostMeasured } from './sub-metrics.ts';
import type { PlanPreview } from './plan-preview.ts';
import { renderDuration } from '../language/quantity.ts';
import { previewTables } from './preview-tables.ts';
import { printable } from '../language/printable.ts';
import { renderTable } from '../render/terminal.ts';

/** The preview as text for a terminal, warnings at its end. Text from outside holds no control sequence. */
export function renderPreview(preview: PlanPreview): string {
  return [
    ...previewTables(preview).map((table) => renderTable(table)),
    [...assumptions(preview), ...warnings(preview), context(preview)].map(printable).join('\n'),
  ]
    .map((block) => `\n${block}\n`)
    .join('');
}

/** What the numbers rest on. */
function assumptions({ endpoints, signOff, openEnded, subMetrics, estimates: { figures } }: PlanPreview): string[] {
  const { trendStatistics, comparisonsPerRequest } = subMetrics;
  const isBeyond = comparisonsPerRequest > mostMeasured;
  const beyond = isBeyond ? `, more than the ${mostMeasured} that a cost was measured for` : '';
  const cores = figures.cores === 1 ? '1 core' : `${figures.cores} cores`;
  return [
    (endpoints === 0
      ? 'Requests and samples: not known, because the plan declares no endpoints. '
      : `Requests and samples: if every iteration calls each endpoint once (${endpoints} in all). `) +
      'What an iteration does is code, and only a run shows it.',
    ...(openEnded
      ? [
          'Closed phases start as many iterations as the target lets them: ' +
            'they have no count here, and come on top of CPU time and raw samples.',
        ]
      : []),
    `Sub-metrics: k6 computes ${trendStatistics} statistics of each that is a trend, and matches the samples of a ` +
      `successful request against about ${Math.round(comparisonsPerRequest)} of them${beyond}.`,
    ...(signOff.length === 0 ? [] : [`For a person to sign off, as no run can prove it: ${signOff.join('; ')}.`]),
    `Estimates: from the figures of the bench, with k6 ${figures.k6} on ${cores}. ` +
      'Another machine, target or script takes more or less.',
  ];
}

function warnings({ warnings: list }: PlanPreview): string[] {
  return list.map(({ code, message }) => `Warning (${code}): ${message}`);
}

function context({ plan, target, durationMs, trial }: PlanPreview): string {
  return `Plan ${plan}${trial ? ' (TRIAL)' : ''} against ${target}: ${renderDuration(durationMs)} of load. Nothing was sent.`;
}
