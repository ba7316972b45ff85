import { invalid } from '../language/invalid.ts';
import {
  planDocumentFormat,
  planDocumentVersion,
  sampleSources,
  type PlanDocument,
  type PlannedCriterion,
  type PlannedEndpoint,
  type PlannedPhase,
} from '../compile/plan-document.ts';
import { severities } from '../plan/criterion.ts';
import { isRecord } from '../language/json-object.ts';
import { valueReader } from '../language/value-reader.ts';

const read = valueReader('Take script and command from the same version of k6-acceptance');

/**
 * The plan that a script handed out.
 *
 * @param value What stands in the script's options; nothing is known of it yet.
 * @throws When it is no plan document, is of another version, or holds something else than its type says.
 */
export function parsePlanDocument(value: unknown): PlanDocument {
  if (!isRecord(value) || value['format'] !== planDocumentFormat) {
    throw invalid(
      'script',
      'the options of an acceptance test',
      value,
      'Export what acceptance(…) returns, and take script and command from the same version of k6-acceptance',
    );
  }
  if (value['version'] !== planDocumentVersion) {
    throw invalid(
      'plan document',
      `version ${planDocumentVersion}`,
      value['version'],
      'Take script and command from the same version of k6-acceptance',
    );
  }
  return {
    format: planDocumentFormat,
    version: planDocumentVersion,
    plan: read.text(value['plan'], 'plan name'),
    target: read.text(value['target'], 'target of the plan'),
    timeScale: read.amount(value['timeScale'], 'time scale of the plan'),
    durationMs: read.amount(value['durationMs'], 'duration of the plan'),
    phases: read.filledList(value['phases'], 'phases of the plan').map(parsePhase),
    endpoints: read.filledList(value['endpoints'], 'endpoints of the plan').map(parseEndpoint),
    criteria: read.list(value['criteria'], 'criteria of the plan').map(parseCriterion),
    signOff: read.list(value['signOff'], 'signOff of the plan').map((text) => read.text(text, 'signOff of the plan')),
    options: read.record(value['options'], 'options of the plan'),
  };
}

function parsePhase(value: unknown): PlannedPhase {
  const phase = read.record(value, 'phase of the plan');
  const name = read.text(phase['name'], 'phase name');
  const what = (field: string): string => `${field} of phase "${name}"`;
  return {
    name,
    kind: read.oneOf(phase['kind'], ['hold', 'ramp'], what('kind')),
    model: read.oneOf(phase['model'], ['open', 'closed'], what('model')),
    loadFrom: read.amount(phase['loadFrom'], what('load')),
    loadTo: read.amount(phase['loadTo'], what('load')),
    startMs: read.amount(phase['startMs'], what('start')),
    endMs: read.amount(phase['endMs'], what('end')),
    intendedIterations:
      phase['intendedIterations'] === null
        ? null
        : read.amount(phase['intendedIterations'], what('intended iterations')),
  };
}

function parseEndpoint(value: unknown): PlannedEndpoint {
  const endpoint = read.record(value, 'endpoint of the plan');
  const name = read.text(endpoint['name'], 'endpoint name');
  return { name, checks: read.amount(endpoint['checks'], `checks of endpoint "${name}"`) };
}

function parseCriterion(value: unknown): PlannedCriterion {
  const criterion = read.record(value, 'criterion of the plan');
  const text = (field: string): string => read.text(criterion[field], `${field} of a criterion`);
  const textOrNull = (field: string): string | null => read.textOrNull(criterion[field], `${field} of a criterion`);
  return {
    indicator: text('indicator'),
    phase: textOrNull('phase'),
    endpoint: textOrNull('endpoint'),
    target: text('target'),
    bound: text('bound'),
    severity: read.oneOf(criterion['severity'], severities, 'severity of a criterion'),
    unit: text('unit'),
    minimumSamples: read.amount(criterion['minimumSamples'], 'minimum samples of a criterion'),
    abortOnFail: read.oneOf(criterion['abortOnFail'], [true, false], 'abortOnFail of a criterion'),
    sampledBy:
      criterion['sampledBy'] === null
        ? null
        : read.oneOf(criterion['sampledBy'], sampleSources, 'sample of a criterion'),
    metric: text('metric'),
    threshold: textOrNull('threshold'),
    evidenceMetric: text('evidenceMetric'),
  };
}
