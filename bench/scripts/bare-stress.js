// The requests of the stress plan, by `http.get` and nothing else, as k6's own documentation would write it.
import http from 'k6/http';

const base = __ENV.BASE_URL;

// Every phase is as short as TIME_SCALE makes it.
export const options = {
  scenarios: {
    stress: {
      executor: 'ramping-arrival-rate',
      startRate: 0,
      timeUnit: '1s',
      preAllocatedVUs: Number(__ENV.VUS),
      stages: [
        { duration: '1s', target: 40 },
        { duration: '1s', target: 40 },
        { duration: '0s', target: 80 },
        { duration: '1s', target: 80 },
        { duration: '0s', target: 120 },
        { duration: '1s', target: 120 },
        { duration: '0s', target: 160 },
        { duration: '1s', target: 160 },
        { duration: '0s', target: 40 },
        { duration: '1s', target: 40 },
        { duration: '1s', target: 40 },
      ],
    },
  },
};

export default function () {
  http.get(`${base}/api/items`);
  http.get(`${base}/api/items/${1 + Math.floor(Math.random() * 200)}`);
  http.get(`${base}/api/orders`);
}
