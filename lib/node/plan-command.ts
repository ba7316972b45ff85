import { parseArgs } from 'node:util';
import benchResults from '../../bench/results.json';
import { invalid } from '../core/language/invalid.ts';
import { parseBenchFigures } from '../core/preview/bench-figures.ts';
import { parseInspection } from '../core/preview/parse-inspection.ts';
import { previewOf } from '../core/preview/plan-preview.ts';
import { renderJson } from '../core/render/json.ts';
import { renderPreview } from '../core/preview/render-preview.ts';
import type { Command } from './command.ts';
import { getK6 } from './get-k6/get-k6.ts';
import { inspectScript } from './k6-inspect.ts';

/** `plan`: prints what a script's plan will do, without a run of it. */
export const planCommand: Command = {
  name: 'plan',
  usage: 'plan SCRIPT [-e NAME=VALUE]... [--json]',
  summary:
    'Shows what a run of the script would do, and sends no load: phases, requests, VUs, sub-metrics, criteria, estimates.',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        env: { type: 'string', short: 'e', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
      },
    });
    const [script, ...rest] = positionals;
    if (script === undefined || rest.length > 0) {
      throw invalid('call', `k6-acceptance ${planCommand.usage}`, positionals, 'Name one script');
    }
    const k6 = await getK6();
    const preview = previewOf(
      parseInspection(await inspectScript(k6.path, script, values.env)),
      parseBenchFigures(benchResults),
    );
    process.stdout.write(values.json ? renderJson(preview) : renderPreview(preview));
    return 0;
  },
};
