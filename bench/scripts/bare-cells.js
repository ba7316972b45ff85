// The requests of the plan of 10 endpoints and 8 phases, by `http.get` and nothing else. Setup and teardown are the bench's clock.
import { sleep } from 'k6';
import http from 'k6/http';

const base = __ENV.BASE_URL;

export const options = {
  scenarios: {
    cells: {
      executor: 'ramping-arrival-rate',
      startRate: 150,
      timeUnit: '1s',
      preAllocatedVUs: 20,
      // One for each phase, as the plan has them: k6 counts arrivals by the stage.
      stages: [
        { duration: '1s', target: 150 },
        { duration: '1s', target: 150 },
        { duration: '1s', target: 150 },
        { duration: '1s', target: 150 },
        { duration: '1s', target: 150 },
        { duration: '1s', target: 150 },
        { duration: '1s', target: 150 },
        { duration: '1s', target: 150 },
      ],
    },
  },
};

export function setup() {
  http.get(`${base}/health`);
}

export function teardown() {
  sleep(0.2);
  http.get(`${base}/bench/end`);
}

export default function () {
  http.get(`${base}/cells/1`);
  http.get(`${base}/cells/2`);
  http.get(`${base}/cells/3`);
  http.get(`${base}/cells/4`);
  http.get(`${base}/cells/5`);
  http.get(`${base}/cells/6`);
  http.get(`${base}/cells/7`);
  http.get(`${base}/cells/8`);
  http.get(`${base}/cells/9/${1 + Math.floor(Math.random() * 200)}`);
  http.get(`${base}/cells/10/${1 + Math.floor(Math.random() * 200)}`);
}
