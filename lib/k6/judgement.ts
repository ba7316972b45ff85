import { runVariable } from '../core/document/script-variables.ts';
import type { Circumstances } from '../core/judge/circumstances.ts';
import { judge } from '../core/judge/judge.ts';
import { proxyVariableOf } from '../core/judge/proxy.ts';
import { describe } from '../core/language/invalid.ts';
import { k6OptionsFor, type K6Options } from '../core/compile/k6-options.ts';
import { withPlanDocument } from '../core/compile/describe-plan.ts';
import { planVariable } from '../core/document/script-variables.ts';
import { cellsFor } from '../core/compile/cells.ts';
import { measure } from '../core/measure/measure.ts';
import type { Plan } from '../core/plan/plan.ts';
import { formats } from '../core/render/formats.ts';
import { printable } from '../core/language/printable.ts';
import { renderTerminal } from '../core/render/terminal.ts';
import { planDifferences } from '../core/compile/plan-differences.ts';
import { shownDifferences } from '../core/compile/shown-differences.ts';
import { parseRunSummary } from '../core/measure/run-summary.ts';
import { plainSummary } from '../core/measure/plain-summary.ts';

/** A text summary with the signature of k6-jslib-summary's `textSummary`. */
export type TextSummary = (data: unknown, options: { indent: string; enableColors: boolean }) => string;

/** The options that make k6 run the plan. k6 empties the object that it takes them from: nothing else may hold it. */
export function optionsOf(plan: Plan): K6Options {
  const options = k6OptionsFor(plan);
  return __ENV[planVariable] === '1' ? withPlanDocument(options, plan) : options;
}

/** The report in its formats. */
export type Reports = {
  /** What the files hold, by how their names end behind the plan's name: `.acceptance.json`. */
  readonly files: Readonly<Record<string, string>>;
  /** What the terminal shows. */
  readonly stdout: string;
};

/**
 * The reports of a run.
 *
 * @param data The argument of `handleSummary`.
 * @param actualOptions The options that k6 ran with.
 * @throws When k6's summary cannot be read, or a renderer fails.
 */
export function reportsOf(
  plan: Plan,
  data: unknown,
  actualOptions: unknown,
  {
    endedAtMs,
    noColour,
    textSummary,
  }: { readonly endedAtMs: number; readonly noColour: boolean; readonly textSummary: TextSummary | undefined },
): Reports {
  const summary = parseRunSummary(data);
  const cells = cellsFor(plan);
  const planned = k6OptionsFor(plan, cells);
  const circumstances: Circumstances = {
    differences: planDifferences(planned, actualOptions),
    shownDifferences: shownDifferences(planned, actualOptions),
    endedAtMs,
    run: __ENV[runVariable],
    proxy: plan.targets.map((target) => proxyVariableOf(target, __ENV)).find((variable) => variable !== null) ?? null,
  };
  const acceptance = judge(plan, measure(plan, summary, cells), circumstances);
  const colour = summary.colour && !noColour;
  const above = textSummary === undefined ? '' : textAbove(textSummary, data, colour);
  const files = plan.reports.map((name) => [formats[name].ending, formats[name].render(acceptance)]);
  return { files: Object.fromEntries(files), stdout: above + renderTerminal(acceptance, colour) };
}

/** The text summary is somebody else's code: when it breaks, the verdict still stands. */
function textAbove(textSummary: TextSummary, data: unknown, colour: boolean): string {
  try {
    const text: unknown = textSummary(plainSummary(data), { indent: ' ', enableColors: colour });
    if (typeof text === 'string') return `${text}\n`;
    return `The text summary failed: it returned ${describe(text)}.\n`;
  } catch (error) {
    return `The text summary failed: ${printable(String(error))}\n`;
  }
}
