import { describe, expect, it } from 'vitest';
import { redactionReader } from '../src/api/redaction';

const item = (field: string, path: string[], reason = 'DOCTORS_ONLY') => ({
  patientId: 'p',
  path,
  field,
  reason,
});

describe('why a field is hidden', () => {
  it('is found by the field of the schema, under any alias of the operation', () => {
    const why = redactionReader({ redactions: [item('AmbulanceCall.address', ['node', 'street'])] });
    expect(why('AmbulanceCall.address')).toBe('DOCTORS_ONLY');
  });

  it('is found for every row of a list by one item without an index', () => {
    const path = ['record', 'list', 'nodes', 'socialHistory'];
    const why = redactionReader({
      redactions: [item('ExaminationProtocol.socialHistory', path, 'WITH_THE_TEENAGER')],
    });
    expect(why('ExaminationProtocol.socialHistory', 'list')).toBe('WITH_THE_TEENAGER');
  });

  it('is told apart where one type stands in two places of an operation', () => {
    const why = redactionReader({
      redactions: [item('Patient.phone', ['ward', 'patient', 'phone'], 'PATIENT_ONLY')],
    });
    expect(why('Patient.phone', 'ward')).toBe('PATIENT_ONLY');
    expect(why('Patient.phone', 'own')).toBeUndefined();
  });

  it('is found whether a field was asked for directly or in a fragment: the path has response keys alone', () => {
    const why = redactionReader({ redactions: [item('DischargeSummary.guardian', ['node', 'guardian'])] });
    expect(why('DischargeSummary.guardian', 'node')).toBe('DOCTORS_ONLY');
  });

  it('is absent for a field that is merely empty', () => {
    const why = redactionReader({ redactions: [item('AmbulanceCall.address', ['node', 'address'])] });
    expect(why('AmbulanceCall.hospital')).toBeUndefined();
    expect(why('SickLeave.address')).toBeUndefined();
  });

  it.each([undefined, {}, { redactions: null }, { redactions: [null, 7, { field: 'A.b' }] }])(
    'reads %j as nothing hidden',
    (extensions) => {
      expect(redactionReader(extensions)('A.b')).toBeUndefined();
    },
  );
});
