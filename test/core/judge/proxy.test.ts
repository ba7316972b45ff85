// What k6 does in each case was seen by running k6 2.2.0 with a proxy on loopback.
import { describe, expect, it } from 'vitest';
import { proxyVariableOf } from '../../../lib/core/judge/proxy.ts';

const proxy = 'http://user:secret@proxy.test:8080';

describe('the variable of a proxy', () => {
  it.each<[environment: Record<string, string>, target: string, variable: string | null]>([
    [{}, 'http://shop.test', null],
    [{ HTTP_PROXY: proxy }, 'http://shop.test', 'HTTP_PROXY'],
    [{ http_proxy: proxy }, 'http://shop.test', 'http_proxy'],
    [{ HTTPS_PROXY: proxy }, 'https://shop.test/api', 'HTTPS_PROXY'],
    [{ https_proxy: proxy }, 'HTTPS://shop.test:8443', 'https_proxy'],
    [{ HTTP_PROXY: proxy, http_proxy: proxy }, 'http://shop.test', 'HTTP_PROXY'],
    [{ HTTP_PROXY: '', http_proxy: proxy }, 'http://shop.test', 'http_proxy'],
    [{ HTTP_PROXY: '' }, 'http://shop.test', null],
    [{ HTTPS_PROXY: proxy, ALL_PROXY: proxy }, 'http://shop.test', null],
    [{ HTTP_PROXY: proxy }, 'https://shop.test', null],
  ])('of %j for %s is %j', (environment, target, variable) => {
    expect(proxyVariableOf(target, environment)).toBe(variable);
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://127.9.9.9:1', 'http://[::1]:3000'])(
    'is none for loopback: %s',
    (target) => {
      expect(proxyVariableOf(target, { HTTP_PROXY: proxy })).toBeNull();
    },
  );

  it.each([
    'http://0.0.0.0',
    'http://LOCALHOST',
    'http://localhost.test',
    'http://127.0.0.1.test',
    'http://128.0.0.1',
    'http://[::2]',
  ])('is one for what k6 does not take for loopback: %s', (target) => {
    expect(proxyVariableOf(target, { HTTP_PROXY: proxy })).toBe('HTTP_PROXY');
  });
});

describe('NO_PROXY', () => {
  it.each([
    ['*', 'shop.test'],
    ['a.test,*', 'shop.test'],
    ['shop.test', 'shop.test'],
    ['SHOP.test', 'Shop.TEST'],
    [' a.test , shop.test ', 'shop.test'],
    ['shop.test', 'eu.shop.test'],
    ['test', 'shop.test'],
    ['.shop.test', 'eu.shop.test'],
    ['*.shop.test', 'eu.shop.test'],
    ['shop.test:80', 'shop.test'],
    ['shop.test:8080', 'shop.test:8080'],
    ['10.1.1.1', '10.1.1.1:9'],
    ['::2', '[::2]:9'],
    ['[::2]:9', '[::2]:9'],
  ])('%j exempts %s', (pattern, host) => {
    expect(proxyVariableOf(`http://${host}/api`, { HTTP_PROXY: proxy, NO_PROXY: pattern })).toBeNull();
    expect(proxyVariableOf(`http://${host}/api`, { HTTP_PROXY: proxy, NO_PROXY: '', no_proxy: pattern })).toBeNull();
  });

  it.each([
    ['', 'shop.test'],
    [',', 'shop.test'],
    ['.shop.test', 'shop.test'],
    ['*.shop.test', 'shop.test'],
    ['*shop.test', 'shop.test'],
    ['hop.test', 'shop.test'],
    ['shop.test:8080', 'shop.test'],
    ['shop.test:80', 'shop.test:8080'],
    ['shop.test:http', 'shop.test'],
    ['shop.test.', 'shop.test'],
    ['shop', 'shop.test'],
    ['[::2]:81', '[::2]'],
  ])('%j does not exempt %s', (pattern, host) => {
    expect(proxyVariableOf(`http://${host}/api`, { HTTP_PROXY: proxy, NO_PROXY: pattern })).toBe('HTTP_PROXY');
  });

  it('knows the port of https', () => {
    expect(proxyVariableOf('https://shop.test', { HTTPS_PROXY: proxy, NO_PROXY: 'shop.test:443' })).toBeNull();
    expect(proxyVariableOf('https://shop.test', { HTTPS_PROXY: proxy, NO_PROXY: 'shop.test:80' })).toBe('HTTPS_PROXY');
  });

  it('comes first in capitals', () => {
    expect(proxyVariableOf('http://shop.test', { HTTP_PROXY: proxy, NO_PROXY: 'a.test', no_proxy: 'shop.test' })).toBe(
      'HTTP_PROXY',
    );
  });
});
