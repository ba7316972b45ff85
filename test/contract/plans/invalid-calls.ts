// Calls that k6 would send otherwise than they are written. The script catches the error of each, and goes on.
import http from 'k6/http';
import { SharedArray } from 'k6/data';
import { acceptance, type AcceptanceSpec } from '../../../lib/k6/index.ts';

const users = new SharedArray<{ readonly name: string }>('users', () => [{ name: 'ann' }]);

const plan: AcceptanceSpec = {
  name: 'invalid-calls',
  profile: [{ name: 'users', hold: '1 VUs', duration: '1s' }],
  endpoints: () => [
    { name: 'view', path: '/ok' },
    { name: 'item', path: '/ok/{id}' },
    { name: 'send', method: 'POST', path: '/ok' },
    {
      name: 'form',
      method: 'POST',
      path: '/ok',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    },
  ],
  criteria: [{ indicator: 'error ratio', target: 'rate<=0' }],
};

const test = acceptance(plan);

export const { options, setup, teardown, handleSummary } = test;

/** As a script without types makes it. */
const untyped: (...values: unknown[]) => unknown = Object(test.call);

const later = Promise.resolve({ Authorization: 's3cret' });
const file = http.file('s3cret', 'a.txt');

const invalid: Readonly<Record<string, readonly unknown[]>> = {
  'a misspelt field': ['view', { hedaers: { Authorization: 's3cret' } }],
  'a promise': ['view', later],
  'headers that are a promise': ['view', { headers: later }],
  'headers that are a Map': ['view', { headers: new Map([['Authorization', 's3cret']]) }],
  'a jar that is none': ['view', { jar: { sid: 's3cret' } }],
  'credentials that are not in the URL': ['view', { auth: 'basic' }],
  'a handshake': ['view', { auth: 'digest' }],
  'params as a third argument': ['send', { body: {} }, { headers: {} }],
  'a header of two lines': ['view', { headers: { 'X-A': 's3cret\n' } }],
  'a cookie with a semicolon': ['view', { cookies: { sid: 's3cret;' } }],
  'dots in a path': ['item', { path: { id: '..' } }],
  'a Map in JSON': ['send', { body: { a: new Map() } }],
  'undefined in JSON': ['send', { body: { password: undefined } }],
  'undefined in a form': ['form', { body: { password: undefined } }],
  'a promise as a form': ['form', { body: later }],
  'a file in a list': ['send', { body: { files: [file] } }],
  'a file under another content type': ['form', { body: { file } }],
  'a value for no name': ['item', { path: { id: 1, password: 's3cret' } }],
};

export default test.iteration(() => {
  if (__ENV['CALLS'] === 'sound') {
    const answer = Object(test.call('view').json());
    untyped('send', { body: answer });
    untyped('send', { body: { nested: answer } });
    untyped('form', { body: users[0] });
    untyped('view', { query: users[0], headers: users[0], jar: http.cookieJar(), tags: {} });
    untyped('send', { headers: { 'content-type': 'application/vnd.a+json' }, body: users });
    return;
  }
  for (const [what, values] of Object.entries(invalid)) {
    try {
      untyped(...values);
      // oxlint-disable-next-line no-console -- how the test sees what the script saw
      console.log(`SENT ${what}`);
    } catch (error) {
      // oxlint-disable-next-line no-console -- likewise
      console.log(`REFUSED ${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
});
