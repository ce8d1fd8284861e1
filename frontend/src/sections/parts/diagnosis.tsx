import { graphql } from '../../gen/gql';
import type { DiagnosisFragment } from '../../gen/graphql';
import { amount, day, type FactsOf, oneOf, parts, text, yesNo } from '../../ui/Facts';

graphql(`
  fragment Diagnosis on Diagnosis {
    code { system code display } wording kind certainty stage character diagnosedOn firstEver externalCause injuryKind
    gestationWeeks
  }
`);

const FACTS: FactsOf<DiagnosisFragment, 'wording'> = {
  code: {
    label: ['Код', 'Code'],
    show: ({ code, display }, _locale, whole) =>
      [display !== diagnosisName(whole as Named) && display, code].filter(Boolean).join(' · '),
  },
  kind: oneOf('Вид', 'Kind', {
    MAIN: ['основной', 'main'],
    COMPLICATION: ['осложнение', 'complication'],
    CONCOMITANT: ['сопутствующий', 'concomitant'],
    COMPETING: ['конкурирующий', 'competing'],
    EXTERNAL_CAUSE: ['внешняя причина', 'external cause'],
  }),
  certainty: oneOf('Степень уверенности', 'Certainty', {
    PRELIMINARY: ['предварительный', 'preliminary'],
    WORKING: ['рабочий', 'working'],
    FINAL: ['заключительный', 'final'],
  }),
  stage: oneOf('Когда поставлен', 'Stage', {
    ADMISSION: ['при поступлении', 'at admission'],
    FINAL: ['заключительный', 'final'],
  }),
  character: text('Характер', 'Character'),
  diagnosedOn: day('Дата', 'Date'),
  firstEver: yesNo('Впервые в жизни', 'First ever'),
  externalCause: text('Внешняя причина', 'External cause'),
  injuryKind: text('Вид травмы', 'Kind of injury'),
  gestationWeeks: amount('Срок беременности', 'Gestation', ['нед.', 'weeks']),
};

type Named = Pick<DiagnosisFragment, 'wording'> & {
  readonly code?: { readonly code?: string | null; readonly display?: string | null } | null;
};

export const diagnosisName = ({ wording, code }: Named): string =>
  wording ?? code?.display ?? code?.code ?? '—';

export const diagnoses = parts<DiagnosisFragment>('Диагнозы', 'Diagnoses', 'Diagnosis', FACTS, diagnosisName);

interface Coded extends Named {
  readonly kind?: DiagnosisFragment['kind'];
}

/** «J06.9 ОРВИ» of the main diagnosis, for a line of a list. */
export function mainDiagnosis(all: readonly Coded[] | null | undefined): string | undefined {
  const main = all?.find(({ kind }) => kind === 'MAIN') ?? all?.[0];
  return main && [main.code?.code, diagnosisName(main)].filter(Boolean).join(' ');
}
