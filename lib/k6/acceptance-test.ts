import type { CookieJar, RefinedResponse, ResponseType } from 'k6/http';
import type { PlanSpec } from '../core/plan/plan.ts';
import type { Body } from '../core/plan/request-body.ts';
import type { RequestParams } from '../core/plan/request-params.ts';
import type { Declaration } from './declare.vu-0.ts';
import type { TextSummary } from './judgement.ts';

export type Response = RefinedResponse<ResponseType | undefined>;

type QueryValue = string | number | boolean;

/**
 * What a call adds to its endpoint, beside k6's own params: headers, cookies and tags come beside those of the endpoint,
 * everything else in their place.
 */
export type CallValues = RequestParams & {
  /** Values for the `{names}` in the path. */
  readonly path?: Readonly<Record<string, string | number>> | undefined;
  /** Parameters behind the path; a list stands for several of one name. */
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[]>> | undefined;
  /** Instead of the endpoint's own. */
  readonly body?: Body | undefined;
  /** The cookie jar instead of the VU's own. */
  readonly jar?: CookieJar | undefined;
};

/** What a script declares: its plan, and perhaps a text summary to print above the acceptance table. */
export type AcceptanceSpec<
  PhaseName extends string = string,
  EndpointName extends string = string,
  MetricName extends string = string,
  Criteria = PlanSpec<Response, PhaseName, EndpointName, MetricName>['criteria'],
  ReasonName extends string = string,
> = PlanSpec<Response, PhaseName, EndpointName, MetricName, Criteria, ReasonName> & {
  readonly textSummary?: TextSummary | undefined;
};

/** What a script exports to k6 (made in VU 0 alone, where k6 reads it), and what the script's iterations call. */
export type AcceptanceTest<
  EndpointName extends string,
  MetricName extends string,
  ReasonName extends string = never,
> = Partial<Declaration> & {
  /** Makes the script's default function of what one iteration does. It counts in the phase in which it starts. */
  readonly iteration: <Data>(run: (data: Data) => void | Promise<void>) => (data: Data) => void | Promise<void>;
  /** Sends one request of the endpoint, and returns its response. */
  readonly call: (endpoint: EndpointName, values?: CallValues) => Response;
} & ([MetricName] extends [never] ? unknown : Recorder<MetricName>) &
  ([ReasonName] extends [never] ? unknown : GivesUp<ReasonName>);

/** What a script gets when its plan has metrics of its own. */
export type Recorder<MetricName extends string> = {
  /** Adds a sample to a metric, in the phase in which its iteration started. Setup and teardown have no phase. */
  readonly record: (metric: MetricName, value: number | boolean) => void;
};

/** What a script gets when its plan has reasons to give an iteration up. */
export type GivesUp<ReasonName extends string> = {
  /**
   * Ends the iteration, because the target did something after which the journey cannot go on. It counts against the
   * target: it is no completed iteration, and no exception of the script.
   *
   * @throws A signal for `test.iteration`, always. Outside of an iteration, or for another reason, an error.
   */
  readonly giveUp: (reason: ReasonName) => never;
};
