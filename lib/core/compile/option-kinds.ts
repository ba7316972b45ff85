/**
 * What it means that k6 ran with another value of an option than the plan's:
 *
 * - `load`, `evidence`: a part of the plan was replaced, so the run is a fault.
 * - `target`, `shown`: it is shown with its value, first of all what decides which target was measured.
 * - `named`: it is shown by its name alone, because its values can be secret.
 * - `tags`: it depends on the tags.
 * - `silent`: nobody needs to know.
 */
export type OptionKind = 'load' | 'evidence' | 'target' | 'shown' | 'named' | 'tags' | 'silent';

/** All options of k6 v2.2.0, and why each is of its kind. */
const kinds: ReadonlyMap<string, OptionKind> = new Map<string, OptionKind>([
  // How much is sent, when, and what.
  ['scenarios', 'load'],
  ['vus', 'load'], // replaces the scenarios, as do the next three
  ['duration', 'load'],
  ['iterations', 'load'],
  ['stages', 'load'],
  ['executionSegment', 'load'], // only a part of the load
  ['rps', 'load'], // holds requests back
  ['minIterationDuration', 'load'], // holds iterations of a closed phase back
  ['noConnectionReuse', 'load'], // handshakes are work for the target
  ['noVUConnectionReuse', 'load'], // the same, once an iteration
  ['noCookiesReset', 'load'], // later iterations go on with the session of the first, which can be cheaper
  ['throw', 'load'], // a failed request ends its iteration, so what would follow is not sent
  ['blacklistIPs', 'load'], // k6 refuses to send, and counts a failed request
  ['blockHostnames', 'load'], // the same, by name

  // What proves the plan.
  ['thresholds', 'evidence'],
  ['summaryTrendStats', 'evidence'], // the percentiles that criteria need
  ['noSetup', 'evidence'], // no pre-flight, and no start of the load
  ['noTeardown', 'evidence'], // no end of the load
  ['discardResponseBodies', 'evidence'], // checks look at bodies

  // Who answers.
  ['hosts', 'target'],
  ['dns', 'target'],

  // How a request is sent: the plan's calls are as many, and ask for the same.
  ['insecureSkipTLSVerify', 'shown'], // takes more certificates
  ['tlsVersion', 'shown'], // handshakes are in no latency
  ['tlsCipherSuites', 'shown'], // the same
  ['userAgent', 'shown'], // one header
  ['batch', 'shown'], // for http.batch of the script's own, which no call uses
  ['batchPerHost', 'shown'], // the same
  ['maxRedirects', 'shown'], // for requests of the script's own: a call follows no redirect
  ['localIPs', 'shown'], // from where; k6 takes it from nowhere but the command line
  ['tlsAuth', 'named'], // holds keys and their passwords
  ['cloud', 'named'], // can hold a token

  ['systemTags', 'tags'], // the plan needs some of them
  ['tags', 'tags'], // some of them are the plan's

  ['executionSegmentSequence', 'silent'], // nothing without a segment
  ['paused', 'silent'], // before setup
  ['setupTimeout', 'silent'], // a timeout is a fault of its own, as are the next two
  ['teardownTimeout', 'silent'],
  ['handleSummaryTimeout', 'silent'],
  ['summaryTimeUnit', 'silent'], // for k6's own text
  ['httpDebug', 'silent'], // for logs, as is the next
  ['consoleOutput', 'silent'],
  ['metricSamplesBufferSize', 'silent'], // within k6, as are the next two
  ['ext', 'silent'],
  ['features', 'silent'],
]);

/** The kind of an option; nothing where k6 v2.2.0 has no such option. */
export function kindOfOption(option: string): OptionKind | undefined {
  return kinds.get(option);
}

/** The options that are shown where they differ, first those that decide which target was measured. */
export const shownOptions: readonly string[] = [...kinds].flatMap(([option, kind]) =>
  kind === 'target' || kind === 'shown' || kind === 'named' ? [option] : [],
);
