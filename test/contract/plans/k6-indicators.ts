import { group } from 'k6';
import ws from 'k6/ws';
import { acceptance } from '../../../lib/k6/index.ts';

const test = acceptance({
  name: 'k6-indicators',
  profile: [
    { name: 'one', hold: '20/s', duration: '1s' },
    { name: 'two', hold: '20/s', duration: '2s' },
  ],
  endpoints: [
    { name: 'read', path: '/ok' },
    { name: 'write', method: 'POST', path: '/ok', body: {} },
  ],
  criteria: [
    { indicator: 'http_req_waiting', phases: 'each', endpoints: 'each', target: 'max<900', minimumSamples: 5 },
    { indicator: 'http_req_blocked', target: 'p(90)<900', minimumSamples: 5 },
    { indicator: 'http_req_connecting', phase: 'two', target: 'med<900' },
    // 0 all the time over plain HTTP: its own largest value would be no evidence.
    { indicator: 'http_req_tls_handshaking', endpoint: 'read', target: 'max<1' },
    { indicator: 'http_req_sending', target: 'avg<900' },
    { indicator: 'http_req_receiving', phase: 'one', endpoint: 'write', target: 'avg<900' },
    { indicator: 'iterations', phase: 'two', target: 'count>10' },
    { indicator: 'iteration_duration', phases: 'each', target: 'avg<900' },
    { indicator: 'data_received', phase: 'two', target: 'count>1000' },
    { indicator: 'data_sent', target: 'rate<1000000' },
    { indicator: 'group_duration', phase: 'two', target: 'max<900' },
    { indicator: 'group_duration', group: 'checkout', target: 'avg<900' },
    { indicator: 'group_duration', phase: 'two', group: 'checkout::payment', target: 'max<900' },
    { indicator: 'latency', group: 'checkout', target: 'max<900' },
    { indicator: 'error ratio', phase: 'two', group: 'checkout::payment', target: 'rate<0.1', minimumSamples: 5 },
    { indicator: 'http_req_waiting', endpoint: 'write', group: 'checkout::payment', target: 'max<900' },
    { indicator: 'dropped_iterations', target: 'count<5' },
    { indicator: 'vus', target: 'value<=20' },
    { indicator: 'vus_max', target: 'value==20' },
    { indicator: 'ws_connecting', phase: 'two', target: 'max<900' },
    { indicator: 'ws_session_duration', target: 'avg<900' },
    { indicator: 'ws_ping', phase: 'two', target: 'max<900' },
    { indicator: 'ws_ping', group: 'live', target: 'max<900' },
    { indicator: 'ws_msgs_received', phase: 'two', group: 'live', target: 'count>5' },
    { indicator: 'ws_sessions', phase: 'two', target: 'count>=20' },
    { indicator: 'ws_msgs_sent', target: 'count>=20' },
    { indicator: 'ws_msgs_received', phase: 'two', target: 'rate<500' },
  ],
  vus: 20,
});

export const { options, setup, teardown, handleSummary } = test;

export default test.iteration(() => {
  group('checkout', () => {
    test.call('read');
    group('payment', () => test.call('write'));
  });
  group('live', () =>
    ws.connect(__ENV['WS_URL'] ?? '', {}, (socket) => {
      socket.on('open', () => {
        socket.ping();
        socket.send('hello');
        socket.setTimeout(() => socket.close(), 50);
      });
    }),
  );
});
