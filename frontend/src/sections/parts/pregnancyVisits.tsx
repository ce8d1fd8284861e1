import { graphql } from '../../gen/gql';
import type { PregnancyVisitPartFragment } from '../../gen/graphql';
import { amount, day, type FactsOf, parts, prose, yesNo } from '../../ui/Facts';

graphql(`
  fragment PregnancyVisitPart on PregnancyVisit {
    visitedOn weeks weightKg systolic diastolic fundusHeightCm girthCm fetalHeartRate oedema note
  }
`);

const MM_HG = ['мм рт. ст.', 'mmHg'] as const;
const CM = ['см', 'cm'] as const;
const FACTS: FactsOf<PregnancyVisitPartFragment> = {
  visitedOn: day('Дата', 'Date'),
  weeks: amount('Срок', 'Gestation', ['нед.', 'weeks']),
  weightKg: amount('Вес', 'Weight', ['кг', 'kg']),
  systolic: amount('Давление верхнее', 'Systolic pressure', MM_HG),
  diastolic: amount('Давление нижнее', 'Diastolic pressure', MM_HG),
  fundusHeightCm: amount('Высота дна матки', 'Fundus height', CM),
  girthCm: amount('Окружность живота', 'Girth', CM),
  fetalHeartRate: amount('Сердцебиение плода', 'Fetal heart rate', ['уд./мин', 'bpm']),
  oedema: yesNo('Отёки', 'Oedema'),
  note: prose('Заметка', 'Note'),
};

export const visits = parts<PregnancyVisitPartFragment>(
  'Явки',
  'Visits',
  'PregnancyVisit',
  FACTS,
  ({ visitedOn, weeks }, { date, say }) =>
    [visitedOn && date(visitedOn), weeks != null && say([`${weeks} нед.`, `${weeks} weeks`])]
      .filter(Boolean)
      .join(' · '),
);
