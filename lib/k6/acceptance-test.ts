import type { RefinedResponse, ResponseType } from 'k6/http';
import type { Json } from '../core/plan/endpoint.ts';
import type { PlanSpec } from '../core/plan/plan.ts';
import type { Declaration } from './declare.vu-0.ts';
import type { TextSummary } from './judgement.ts';

export type Response = RefinedResponse<ResponseType | undefined>;

/** What a call gives beside its endpoint: values for the `{names}` of the path, and a body instead of the endpoint's. */
export type CallValues = { readonly path?: Readonly<Record<string, string | number>>; readonly body?: Json };

/** What a script declares for k6: its plan, and the text summary that is to stand above the acceptance table. */
export type AcceptanceSpec<
  PhaseName extends string = string,
  EndpointName extends string = string,
  MetricName extends string = string,
  Criteria = PlanSpec<Response, PhaseName, EndpointName, MetricName>['criteria'],
> = PlanSpec<Response, PhaseName, EndpointName, MetricName, Criteria> & {
  readonly textSummary?: TextSummary | undefined;
};

/** What a script exports to k6, made in VU 0 alone, which is where k6 looks for it; and what its iterations call. */
export type AcceptanceTest<EndpointName extends string, MetricName extends string> = Partial<Declaration> & {
  /** The script's default function, made of one iteration: it is counted in the phase in which it starts. */
  readonly iteration: <Data>(run: (data: Data) => void | Promise<void>) => (data: Data) => void | Promise<void>;
  /** The response to one request of the endpoint. */
  readonly call: (endpoint: EndpointName, values?: CallValues) => Response;
} & ([MetricName] extends [never] ? unknown : Recorder<MetricName>);

/** What a script gets whose plan has metrics of its own. */
export type Recorder<MetricName extends string> = {
  /** Adds a sample to a metric of the plan, in the phase in which its iteration started; of setup and teardown in none. */
  readonly record: (metric: MetricName, value: number | boolean) => void;
};
