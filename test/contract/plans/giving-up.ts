// Journeys that begin with a login. The target refuses that of every second user, and what the script makes of it is told by JOURNEY.
import { group } from 'k6';
import { acceptance } from '../../../lib/k6/index.ts';

const target = `rate>${__ENV['LEAST'] ?? 0.9}`;

const test = acceptance({
  name: 'giving-up',
  profile: [
    { name: 'one', hold: '40/s', duration: '1s' },
    { name: 'two', hold: '40/s', duration: '2s' },
  ],
  endpoints: [
    { name: 'log in', method: 'POST', path: '/login', expectedStatuses: [200, 403] },
    { name: 'browse', path: '/browse' },
  ],
  giveUpReasons: ['login refused', 'sold out'],
  criteria: [
    { indicator: 'completed iterations', target },
    { indicator: 'completed iterations', phases: 'each', target },
    { indicator: 'error ratio', target: 'rate<0.01' },
  ],
  vus: Number(__ENV['VUS'] ?? 20),
  setup() {
    if (__ENV['JOURNEY'] === 'in setup') test.giveUp('login refused');
  },
});

export const { options, setup, teardown, handleSummary } = test;

function requireLogin(): void {
  if (test.call('log in').status === 403) test.giveUp('login refused');
}

/** A reason that the compiler does not see. */
const undeclared = JSON.parse('"nope"');

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

const journeys: Readonly<Record<string, () => void | Promise<void>>> = {
  plain() {
    requireLogin();
    test.call('browse');
  },
  'in a group'() {
    group('login', requireLogin);
    test.call('browse');
  },
  caught() {
    try {
      requireLogin();
    } catch {
      // Goes on as if it were logged in.
    }
    test.call('browse');
  },
  async asynchronous() {
    await turn();
    requireLogin();
    await turn();
    test.call('browse');
  },
  async 'in two branches'() {
    const refused = test.call('log in').status === 403;
    const branch = async (): Promise<void> => {
      await turn();
      if (refused) test.giveUp('login refused');
    };
    await Promise.all([branch(), branch()]);
    test.call('browse');
  },
  undeclared() {
    if (test.call('log in').status === 403) test.giveUp(undeclared);
  },
  'undeclared and caught'() {
    try {
      if (test.call('log in').status === 403) test.giveUp(undeclared);
    } catch {
      // Goes on as if it were logged in.
    }
  },
  async 'never settled'() {
    if (test.call('log in').status === 403) await new Promise(() => {});
  },
  async 'none settles'() {
    test.call('log in');
    await new Promise(() => {});
  },
  async 'too late'() {
    test.call('log in');
    setTimeout(() => test.giveUp('login refused'), 1);
  },
};

export default test.iteration(() => journeys[__ENV['JOURNEY'] ?? 'plain']?.());
