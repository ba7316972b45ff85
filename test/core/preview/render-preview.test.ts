import { describe, expect, it } from 'vitest';
import { renderPreview } from '../../../lib/core/preview/render-preview.ts';
import { previewOfPlan } from './inspected.ts';
import { planOf } from '../run-data.ts';

const sound = previewOfPlan(planOf());

describe('the preview in a terminal', () => {
  it('says what its numbers rest on, and that nothing was sent', () => {
    const text = renderPreview(sound);
    expect(text).toContain('Requests and samples: if every iteration calls each endpoint once (2 in all).');
    expect(text).toContain('Closed phases start as many iterations as the target lets them: they have no count here');
    expect(text).toContain('Estimates: from the figures of the bench, with k6 2.2.0 on 4 cores.');
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      'Plan shop against http://shop.test:3000: 30 s of load. Nothing was sent.',
    );
  });

  it('shows what is not known as a dash', () => {
    expect(renderPreview(sound)).toMatch(
      /users +hold +20 VUs +20 s +30 s +— +—\n {2}all with a known count +750 +1500\n/,
    );
    const closed = renderPreview(
      previewOfPlan(
        planOf({
          profile: [{ name: 'users', hold: '20 VUs', duration: '10s' }],
          criteria: [{ indicator: 'error ratio', target: 'rate<0.01' }],
        }),
      ),
    );
    expect(closed).toMatch(/CPU time +— +— requests of 0\.4 ms/);
    expect(closed).toMatch(/busy cores at most +— +—\n/);
    expect(closed).toContain('raw samples —');
  });

  it('shows each criterion with the thresholds that it compiles to', () => {
    expect(renderPreview(sound)).toMatch(/ 4 +throughput +peak +all +rate >= 80\/s +>= 80\/s +1 +1000\n/);
    expect(renderPreview(sound)).toMatch(
      / 4 +the criterion +count>=800 +http_reqs\{expected_response:true,phase:peak,phase_of:request\}\n +for samples +count>=1 +http_reqs\{phase:peak\}\n/,
    );
    expect(renderPreview(sound)).toMatch(/ +for a sound run +count<1 +script_exceptions\n/);
  });

  it('says which criteria only warn, which end the run, and what a person signs off', () => {
    const text = renderPreview(
      previewOfPlan(
        planOf({
          criteria: [
            { indicator: 'latency', phase: 'peak', target: 'p(95)<300', bound: 'p(95)<=400', severity: 'warn' },
            { indicator: 'error ratio', phase: 'peak', target: 'rate<0.01', abortOnFail: true },
          ],
          signOff: ['no data corruption', 'no \u001b[31mdeadlocks'],
        }),
      ),
    );
    expect(text).toMatch(/ 1 +latency +peak +all +p\(95\) < 300 ms +<= 400 ms \(WARN\) +72 +1000\n/);
    expect(text).toMatch(
      / 1 +the criterion +— +http_req_duration\{expected_response:true,phase:peak\}\n +for samples +— +http_reqs\{expected_response:true,phase:peak\}\n/,
    );
    expect(text).toMatch(/ 2 +the criterion, else ends the run +rate<0\.01 +http_req_failed\{phase:peak\}\n/);
    expect(text).toContain(
      'For a person to sign off, as no run can prove it: no data corruption; no \uFFFD[31mdeadlocks.',
    );
  });

  it('puts warnings at its end', () => {
    expect(renderPreview(previewOfPlan(planOf({}, '0.5')))).toMatch(
      /Warning \(trial\): TIME_SCALE 0\.5 .*\nWarning \(samples-out-of-reach\): .*\nPlan shop \(TRIAL\) against .*\n$/,
    );
  });

  it('says where the cost of sub-metrics is beyond what was measured', () => {
    expect(renderPreview(sound)).not.toContain('more than the 2000');
    const many = { ...sound, subMetrics: { ...sound.subMetrics, comparisonsPerRequest: 2001 } };
    expect(renderPreview(many)).toContain(
      'against about 2001 of them, more than the 2000 that a cost was measured for.',
    );
  });
});
