import type { ReportFormat } from '../document/report-formats.ts';
import { anyFunction, checkFields, listOrFunction } from '../language/fields.ts';
import { invalid } from '../language/invalid.ts';
import { parseName } from '../language/name.ts';
import { anything, text, anyList, anyObject } from '../language/shape.ts';
import { parseCriteria, type Criterion, type CriterionSpec } from './criterion.ts';
import { parseAllowedExceptions } from './allowed-exceptions.ts';
import { checkCustomMetrics, type CustomMetric } from './custom-metric.ts';
import type { Vocabulary } from './dimension.ts';
import { checkEndpoints, checkPath, parseBaseUrl, withoutCredentials, type Endpoint } from './endpoint.ts';
import { listOf, type GivenList } from './given-list.ts';
import { parseGiveUpReasons } from './give-up-reasons.ts';
import { parseProfile, parseTimeScale, profileDurationMs, type Phase, type PhaseSpec } from './profile.ts';
import { parseReportFormats } from './reports.ts';
import { checkCredentials, timeoutMs } from './request-params.ts';
import { parseSignOff } from './sign-off.ts';
import { parseVus } from './vus.ts';

/**
 * What a script declares: the load, the requests it is made of, and what has to hold.
 *
 * The names of phases, endpoints and metrics are inferred where these are declared, and criteria may use no others. So are
 * the reasons to give an iteration up, and the script may give no others.
 */
export type PlanSpec<
  Response = unknown,
  PhaseName extends string = string,
  EndpointName extends string = string,
  MetricName extends string = string,
  Criteria = GivenList<CriterionSpec<NoInfer<PhaseName>, NoInfer<EndpointName>, NoInfer<MetricName>>>,
  ReasonName extends string = string,
> = {
  /** Names the plan and its report files: letters, digits, `.`, `_` and `-`. */
  readonly name: string;
  /**
   * The phases in their order, or a function that gives them, which is called where the plan is parsed and nowhere
   * else.
   */
  readonly profile: GivenList<PhaseSpec<PhaseName>>;
  /**
   * At least one, or a function that gives them, likewise and in each VU that calls one. Left out where the script sends
   * all its requests by plain `http` calls.
   */
  readonly endpoints?: GivenList<Endpoint<Response, EndpointName>> | undefined;
  readonly metrics?: readonly CustomMetric<MetricName>[];
  /**
   * Why the script may give an iteration up: what the target did so that the journey cannot go on. They give the script
   * `giveUp`, and criteria the indicator `completed iterations`.
   */
  readonly giveUpReasons?: readonly ReasonName[];
  /**
   * The share of iterations, from 0 to below 1, that may end in an exception of the script: up to it they are a warning,
   * and no fault of the run. 0 when left out.
   */
  readonly allowedExceptions?: number;
  /** At least one, or a function that gives them, likewise. */
  readonly criteria: Criteria;
  /** What no run can prove, one line each: it is shown for a person to sign off, and changes no verdict. */
  readonly signOff?: readonly string[];
  /** Path that must answer with a status below 400 before the load starts. Any answer of `/` will do when left out. */
  readonly preflight?: string;
  /**
   * VUs that open phases may use, all initialised before the load starts; two seconds' worth of the highest rate when
   * left out.
   */
  readonly vus?: number;
  /** Runs in setup after the pre-flight; what it returns goes to the iterations and to `teardown`. */
  readonly setup?: () => unknown;
  /** Runs in teardown. */
  readonly teardown?: (data: never) => unknown;
  /** The formats in which the report is written; JSON, which is always among them, and Markdown when left out. */
  readonly reports?: readonly ReportFormat[];
  /** Further options of k6, except those that the plan itself decides. */
  readonly k6Options?: Readonly<Record<string, unknown>>;
};

/** A plan, parsed: everything in it is known to be usable. */
export type Plan = {
  readonly name: string;
  readonly phases: readonly Phase[];
  readonly durationMs: number;
  readonly timeScale: number;
  readonly endpoints: readonly Endpoint<never>[];
  readonly metrics: readonly CustomMetric[];
  readonly giveUpReasons: readonly string[];
  readonly allowedExceptions: number;
  readonly criteria: readonly Criterion[];
  readonly signOff: readonly string[];
  readonly preflight: string | null;
  readonly vus: number | undefined;
  readonly gracefulStopMs: number;
  readonly reports: readonly ReportFormat[];
  readonly k6Options: Readonly<Record<string, unknown>>;
  /** BASE_URL, where the pre-flight goes. For reports, as all of `targets`: without credentials. */
  readonly target: string;
  /** The services that the plan calls, `target` first, each once. */
  readonly targets: readonly string[];
};

/** What the environment decides: variables by name, as text. */
export type PlanEnvironment = {
  readonly BASE_URL: string;
  readonly TIME_SCALE: string | undefined;
  readonly REPORT_FORMATS?: string | undefined;
};

/** The options of k6 that follow from the plan, and that `k6Options` therefore must leave alone. */
export const plannedOptions = [
  'scenarios',
  'thresholds',
  'summaryTrendStats',
  'systemTags',
  'vus',
  'duration',
  'iterations',
  'stages',
  'executionSegment',
  'executionSegmentSequence',
  'noSetup',
  'noTeardown',
  'paused',
  'tags',
  'throw',
] as const;

/**
 * The plan that a script declares.
 *
 * @throws One error for the first thing that cannot be used: it names the thing, the rule and the value.
 */
export function parsePlan(spec: PlanSpec<never>, environment: PlanEnvironment): Plan {
  checkFields(
    spec,
    'plan',
    {
      name: anything,
      profile: listOrFunction,
      criteria: listOrFunction,
    },
    {
      endpoints: listOrFunction,
      metrics: anyList,
      giveUpReasons: anyList,
      allowedExceptions: anything,
      signOff: anyList,
      preflight: text,
      vus: anything,
      reports: anyList,
      k6Options: anyObject,
      setup: anyFunction,
      teardown: anyFunction,
      textSummary: anyFunction,
    },
  );
  const name = parsePlanName(spec.name);
  const target = withoutCredentials(parseBaseUrl(environment.BASE_URL));
  const timeScale = parseTimeScale(environment.TIME_SCALE);
  const phases = parseProfile(listOf(spec.profile, 'profile'), timeScale);
  const endpoints = endpointsOf(spec);
  endpoints.forEach((endpoint) =>
    checkCredentials(endpoint.auth, endpoint.baseUrl ?? environment.BASE_URL, `endpoint "${endpoint.name}"`),
  );
  const metrics = spec.metrics ?? [];
  checkCustomMetrics(metrics);
  const giveUpReasons = parseGiveUpReasons(spec.giveUpReasons);
  const vocabulary = { plan: name, phases, endpoints, metrics, giveUpReasons };
  const criteria = parseAllCriteria(listOf(spec.criteria, 'criteria'), vocabulary);
  if (spec.preflight !== undefined) checkPath(spec.preflight, 'preflight');
  const k6Options = spec.k6Options ?? {};
  requireUnplanned(k6Options);
  return {
    name,
    phases,
    durationMs: profileDurationMs(phases),
    timeScale,
    endpoints,
    metrics,
    giveUpReasons,
    allowedExceptions: parseAllowedExceptions(spec.allowedExceptions),
    criteria,
    signOff: parseSignOff(spec.signOff ?? []),
    preflight: spec.preflight ?? null,
    vus: parseVus(spec.vus),
    // A request that hangs has to reach its timeout: k6 drops the samples of what it cuts off.
    gracefulStopMs: Math.max(...timeoutsMs(endpoints)) + 5000,
    reports: parseReportFormats(spec.reports, environment.REPORT_FORMATS),
    k6Options,
    target,
    targets: [...new Set([target, ...endpoints.flatMap(serviceOf)])],
  };
}

function endpointsOf({ endpoints }: PlanSpec<never>): readonly Endpoint<never>[] {
  if (endpoints === undefined) return [];
  const declared = listOf(endpoints, 'endpoints');
  checkEndpoints(declared);
  return declared;
}

/** Of each endpoint; without any, plain `http` calls wait as long as k6 does. */
function timeoutsMs(endpoints: readonly Endpoint<never>[]): readonly number[] {
  if (endpoints.length === 0) return [timeoutMs(undefined, 'plain http calls')];
  return endpoints.map(({ name, timeout }) => timeoutMs(timeout, `endpoint "${name}"`));
}

/** The service of an endpoint that has one of its own. */
function serviceOf({ baseUrl, name }: Endpoint<never>): readonly string[] {
  return baseUrl === undefined ? [] : [withoutCredentials(parseBaseUrl(baseUrl, `baseUrl of endpoint "${name}"`))];
}

function parsePlanName(given: unknown): string {
  const name = parseName(given, 'plan name');
  if (/^\w[\w.-]{0,99}$/.test(name)) return name;
  throw invalid(
    'plan name',
    'at most 100 letters, digits, dots, hyphens and underscores',
    name,
    'It names the report files',
  );
}

function parseAllCriteria(specs: readonly CriterionSpec[], vocabulary: Vocabulary): Criterion[] {
  if (specs.length === 0) {
    throw invalid('criteria', 'at least one criterion', specs, 'Without one there is nothing to accept');
  }
  return specs.flatMap((spec) => parseCriteria(spec, vocabulary));
}

function requireUnplanned(k6Options: Readonly<Record<string, unknown>>): void {
  const planned = plannedOptions.find((option) => option in k6Options);
  if (planned === undefined) return;
  throw invalid('k6Options', 'options that the plan does not decide', planned, `Remove ${planned}; the plan sets it`);
}
