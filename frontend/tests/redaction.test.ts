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

  it('is found under each of two aliases of one field', () => {
    const why = redactionReader({
      redactions: [
        item('AmbulanceCall.address', ['node', 'street']),
        item('AmbulanceCall.address', ['node', 'where']),
      ],
    });
    expect(why('AmbulanceCall.address')).toBe('DOCTORS_ONLY');
    expect(why('AmbulanceCall.address', 'street')).toBe('DOCTORS_ONLY');
    expect(why('AmbulanceCall.address', 'where')).toBe('DOCTORS_ONLY');
    expect(why('AmbulanceCall.address', 'address')).toBeUndefined();
  });

  it('is never mixed up where an alias bears the name of another field', () => {
    const why = redactionReader({ redactions: [item('AmbulanceCall.address', ['node', 'hospital'])] });
    expect(why('AmbulanceCall.address')).toBe('DOCTORS_ONLY');
    expect(why('AmbulanceCall.hospital')).toBeUndefined();
    expect(why('DischargeSummary.address')).toBeUndefined();
  });

  it('is found in lists within lists, once for all their rows', () => {
    const path = ['record', 'list', 'edges', 'node', 'parts', 'guardian'];
    const why = redactionReader({ redactions: [item('DischargeSummary.guardian', path)] });
    for (const under of ['list', 'edges', 'parts'])
      expect(why('DischargeSummary.guardian', under)).toBe('DOCTORS_ONLY');
  });

  it('is that of the type that a fragment is on, where several types answer in one place', () => {
    const why = redactionReader({
      redactions: [
        item('ExaminationProtocol.socialHistory', ['node', 'socialHistory'], 'WITH_THE_TEENAGER'),
        item('ExaminationProtocol.privateNotes', ['node', 'privateNotes'], 'AUTHOR_ONLY'),
        item('Vaccination.exemptionReason', ['node', 'exemptionReason'], 'WITH_THE_TEENAGER'),
      ],
    });
    expect(why('ExaminationProtocol.privateNotes')).toBe('AUTHOR_ONLY');
    expect(why('Vaccination.exemptionReason')).toBe('WITH_THE_TEENAGER');
    expect(why('Vaccination.socialHistory')).toBeUndefined();
  });

  it('is told once of a field that a fragment and the operation both ask for: they are one in the answer', () => {
    const merged = item('DischargeSummary.guardian', ['node', 'guardian']);
    expect(redactionReader({ redactions: [merged] })('DischargeSummary.guardian')).toBe('DOCTORS_ONLY');
    expect(redactionReader({ redactions: [merged, merged] })('DischargeSummary.guardian')).toBe(
      'DOCTORS_ONLY',
    );
  });

  it('is told apart by record where one answer holds several', () => {
    const of = (patientId: string, key: string, reason: string) => ({
      ...item('Patient.phone', [key, 'patient', 'phone'], reason),
      patientId,
    });
    const why = redactionReader({
      redactions: [of('misha', 'first', 'PATIENT_ONLY'), of('vera', 'second', 'A_CODE_OF_TOMORROW')],
    });
    expect(why('Patient.phone', 'first')).toBe('PATIENT_ONLY');
    expect(why('Patient.phone', 'second')).toBe('A_CODE_OF_TOMORROW');
    expect(why('Patient.phone', 'own')).toBeUndefined();
  });

  it('is absent for a field that is merely empty', () => {
    const why = redactionReader({ redactions: [item('AmbulanceCall.address', ['node', 'address'])] });
    expect(why('AmbulanceCall.hospital')).toBeUndefined();
    expect(why('SickLeave.address')).toBeUndefined();
  });

  it.each([
    undefined,
    {},
    { redactions: null },
    { redactions: 'A.b' },
    { redactions: [null, 7, 'A.b', [], { field: 'A.b' }, { field: 'A.b', reason: 'X', path: 'b' }] },
  ])('reads %j as nothing hidden', (extensions) => {
    expect(redactionReader(extensions)('A.b')).toBeUndefined();
  });

  it('reads what is right beside what is not', () => {
    const why = redactionReader({ redactions: [{ field: 'A.b' }, item('A.b', ['a', 'b'])] });
    expect(why('A.b')).toBe('DOCTORS_ONLY');
  });
});
