// `bare-stress.js`, but that only the VU that k6 reads the options from makes them.
import http from 'k6/http';

const base = __ENV.BASE_URL;

/** @type {import('k6/options').Options} */
export let options = {};
if (__VU === 0) {
  options = {
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
}

export default function () {
  http.get(`${base}/api/items`);
  http.get(`${base}/api/items/${1 + Math.floor(Math.random() * 200)}`);
  http.get(`${base}/api/orders`);
}
