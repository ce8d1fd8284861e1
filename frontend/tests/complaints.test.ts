import { describe, expect, it } from 'vitest';
import { type Leg, wayOf } from '../src/complaints/way';
import type { ComplaintEvent, ComplaintState } from '../src/gen/graphql';
import { attachable, markedAtFirst } from '../src/sections/dispute/attachable';
import examinationProtocols from '../src/sections/examinationProtocols';
import renderedServices from '../src/sections/renderedServices';

const at = '2026-11-26T09:00:00Z';
const went = (state: ComplaintState, events: readonly ComplaintEvent[], upheld?: boolean) =>
  wayOf({ state, upheld: upheld ?? null, steps: events.map((event) => ({ at, event })) }).map(
    ({ stage, state: how }: Leg) => `${stage} ${how}`,
  );

describe('the way of a complaint', () => {
  it.each([
    [
      'RECEIVED',
      ['FILED'],
      undefined,
      'filed done,clinic now,expertise ahead,decision ahead,correction ahead',
    ],
    [
      'CLINIC_REQUESTED',
      ['FILED', 'CLINIC_ASKED'],
      undefined,
      'filed done,clinic now,expertise ahead,decision ahead,correction ahead',
    ],
    [
      'EXPERTISE',
      ['FILED', 'CLINIC_ASKED', 'CLINIC_SILENT'],
      undefined,
      'filed done,clinic done,expertise now,decision ahead,correction ahead',
    ],
    [
      'DECIDED',
      ['FILED', 'CLINIC_ASKED', 'CLINIC_AGREED', 'UPHELD'],
      true,
      'filed done,clinic done,expertise done,decision done,correction now',
    ],
    [
      'DECIDED',
      ['FILED', 'CLINIC_ASKED', 'CLINIC_AGREED', 'UPHELD', 'CORRECTED'],
      true,
      'filed done,clinic done,expertise done,decision done,correction done',
    ],
    [
      'DECIDED',
      ['FILED', 'CLINIC_ASKED', 'CLINIC_OBJECTED', 'REJECTED'],
      false,
      'filed done,clinic done,expertise done,decision done',
    ],
    ['WITHDRAWN', ['FILED', 'WITHDRAWN'], undefined, 'filed done,stopped stopped'],
    [
      'WITHDRAWN',
      ['FILED', 'CLINIC_ASKED', 'CLINIC_AGREED', 'WITHDRAWN'],
      undefined,
      'filed done,clinic done,stopped stopped',
    ],
  ] as const)('%s after %j', (state, events, upheld, way) => {
    expect(went(state, events, upheld).join()).toBe(way);
  });
});

describe('what may be attached', () => {
  it('is what has a value, and of an entry nothing but its name is marked at first', () => {
    const protocol = { title: 'Осмотр', date: '2026-01-01', complaints: 'кашель', drugs: [], place: null };
    expect(attachable(examinationProtocols, protocol)).toEqual(['title', 'date', 'complaints']);
    expect(markedAtFirst(examinationProtocols, 'title')).toBe(true);
    expect(markedAtFirst(examinationProtocols, 'complaints')).toBe(false);
  });

  it('is of a service what the insurer has paid for', () => {
    for (const name of ['title', 'date', 'cost', 'serviceName'])
      expect(markedAtFirst(renderedServices, name)).toBe(true);
    expect(markedAtFirst(renderedServices, 'policyNumber')).toBe(false);
  });
});
