import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classifyError,
  errorClasses,
  exhaustingClasses,
  generatorClasses,
  isGeneratorClass,
} from '../../../lib/core/language/error-class.ts';

describe('classifyError', () => {
  // Status, error_code and error as k6 v2.2.0 gives them.
  it.each([
    [0, 1050, 'request timeout', 'timeout'],
    [0, 1211, 'dial: i/o timeout', 'timeout'],
    [0, 1000, 'read tcp 127.0.0.1:4711->127.0.0.1:80: i/o timeout', 'timeout'],
    [0, 1000, 'context deadline exceeded', 'timeout'],
    [0, 1220, 'read: connection reset by peer', 'reset'],
    [0, 1220, 'write: connection reset by peer', 'reset'],
    [0, 1201, 'write: broken pipe', 'reset'],
    [0, 1000, 'EOF', 'closed'],
    [0, 1000, 'unexpected EOF', 'closed'],
    [0, 1000, 'http: server closed idle connection', 'closed'],
    [0, 1212, 'dial: connection refused', 'refused'],
    [0, 1101, 'lookup: no such host', 'DNS'],
    [0, 1100, 'lookup: server misbehaving', 'DNS'],
    [0, 1300, 'tls: handshake failure', 'TLS'],
    [0, 1301, 'tls: first record does not look like a TLS handshake', 'TLS'],
    [0, 1310, 'x509: certificate signed by unknown authority', 'TLS'],
    [0, 1311, 'x509: certificate is valid for other.test, not shop.test', 'TLS'],
    [0, 1213, 'dial: unknown errno 99 error with msg `cannot assign requested address`', 'local ports'],
    [0, 1213, 'dial: unknown errno 98 error with msg `address already in use`', 'local ports'],
    [0, 1212, "dial: can't assign requested address", 'local ports'],
    [
      0,
      1213,
      'dial: unknown errno 10048 error with msg `Only one usage of each socket address is normally permitted.`',
      'local ports',
    ],
    [0, 1202, 'socket: too many open files', 'local descriptors'],
    [0, 1213, 'dial: unknown errno 24 error with msg `too many open files`', 'local descriptors'],
    [0, 1213, 'dial: unknown errno 101 error with msg `network is unreachable`', 'network unreachable'],
    [
      0,
      1213,
      'dial: unknown errno 10051 error with msg `A socket operation was attempted to an unreachable network.`',
      'network unreachable',
    ],
    [0, 1213, 'dial: unknown errno 113 error with msg `no route to host`', 'other'],
    // A name that has no address of the family that is asked for.
    [0, 1000, 'lookup shop.onion: no such host', 'DNS'],
    // Of a lookup the code decides: its text tells of the connection to the name server.
    [0, 1100, 'lookup shop.test on 192.0.2.53:53: read udp 192.0.2.1:53->192.0.2.53:53: i/o timeout', 'DNS'],
    [0, 1100, 'lookup shop.test on 192.0.2.53:53: dial udp 192.0.2.53:53: connect: network is unreachable', 'DNS'],
    [0, 1100, 'lookup shop.test on 192.0.2.53:53: socket: too many open files', 'DNS'],
    [0, 1110, 'ip (10.0.0.1) is in a blacklisted range (10.0.0.0/8)', 'other'],
    [0, 1020, 'invalid URL', 'other'],
    [0, 1610, 'http2: server sent GOAWAY', 'other'],
    [0, 1701, 'error decompressing response body (gzip: invalid header)', 'other'],
    [0, 1701, 'error decompressing response body (unexpected EOF)', 'other'],
    [200, 1701, 'error decompressing response body (gzip: invalid header)', 'other'],
    [0, 1000, '', 'other'],
    [0, 0, '', 'other'],
    [500, 1500, '', 'status 500'],
    [503, 1503, '', 'status 503'],
    [404, 1404, '', 'status 404'],
    [302, 0, '', 'status 302'],
    [418, 1418, '', 'status 4xx'],
    [499, 1499, '', 'status 4xx'],
    [599, 1599, '', 'status 5xx'],
    [505, 1505, '', 'status 5xx'],
    [200, 0, '', 'status 2xx'],
    [299, 0, '', 'status 2xx'],
    [101, 0, '', 'status 1xx'],
    [199, 0, '', 'status 1xx'],
    [300, 0, '', 'status 3xx'],
    [304, 0, '', 'status 3xx'],
    [399, 0, '', 'status 3xx'],
    [400, 1400, '', 'status 400'],
    // A status does not hide that the connection broke after it.
    [200, 1000, 'unexpected EOF', 'closed'],
    [200, 1050, 'request timeout', 'timeout'],
    // A page that speaks of open files is a page.
    [500, 1500, 'too many open files', 'status 500'],
  ])('of status %d, code %d, %j is %s', (status, code, text, expected) => {
    expect(classifyError(status, code, text)).toBe(expected);
  });

  it('is always one of the classes that are tracked', () => {
    const classes: ReadonlySet<string> = new Set(errorClasses);
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(0), fc.integer({ min: 100, max: 999 })),
        fc.oneof(fc.constant(0), fc.integer({ min: 1000, max: 1799 })),
        fc.oneof(
          fc.string(),
          fc.constantFrom('EOF', 'too many open files', 'i/o timeout', 'address already in use', 'server closed'),
        ),
        (status, code, text) => {
          expect(classes.has(classifyError(status, code, text))).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is on the side of the generator where the target never saw the request, and nowhere else', () => {
    expect(errorClasses.filter(isGeneratorClass)).toEqual([
      'DNS',
      'local ports',
      'local descriptors',
      'network unreachable',
    ]);
    expect(generatorClasses).toEqual(errorClasses.filter(isGeneratorClass));
    expect(exhaustingClasses).toEqual(['DNS', 'local ports']);
  });

  it('has every class once, and a name that can stand in a sub-metric', () => {
    expect(new Set(errorClasses).size).toBe(errorClasses.length);
    expect(errorClasses.filter((name) => !/^[A-Za-z0-9 ]+$/.test(name))).toEqual([]);
  });
});
