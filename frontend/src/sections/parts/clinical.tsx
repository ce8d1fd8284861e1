import { graphql } from '../../gen/gql';
import type { CarePlanPartFragment, ProcedurePartFragment, ReferralPartFragment } from '../../gen/graphql';
import { coding, day, type FactsOf, list, moment, nested, parts, prose, text } from '../../ui/Facts';
import { word } from './word';

graphql(`
  fragment ProcedurePart on Procedure {
    id date title organization { name shortName } author { fullName position } code { system code display } name status
    performedFrom performedUntil performer bodySite outcome reason
  }
`);
graphql(`
  fragment CarePlanPart on CarePlan {
    id date title organization { name shortName } author { fullName position } category status intent periodFrom periodUntil
    description activities
  }
`);
graphql(`
  fragment ReferralPart on Referral {
    id date title organization { name shortName } author { fullName position } code { system code display } name status
    priority orderedOn reason
  }
`);

interface Place {
  readonly name: string;
  readonly shortName?: string | null;
}
interface Worker {
  readonly fullName: string;
  readonly position?: string | null;
}
const place = nested<Place>('Где', 'Where', ({ shortName, name }) => shortName ?? name);
const worker = nested<Worker>('Кто записал', 'Recorded by', ({ fullName, position }) =>
  [fullName, position].filter(Boolean).join(', '),
);

const PROCEDURE: FactsOf<ProcedurePartFragment, 'id' | 'title' | 'name'> = {
  date: day('Дата записи', 'Recorded on'),
  code: coding('Код', 'Code'),
  status: word('Состояние', 'Status'),
  performedFrom: moment('Начало', 'From'),
  performedUntil: moment('Окончание', 'Until'),
  performer: text('Исполнитель', 'Performer'),
  bodySite: text('Область', 'Body site'),
  reason: text('Причина', 'Reason'),
  outcome: prose('Итог', 'Outcome'),
  organization: place,
  author: worker,
};

const CARE_PLAN: FactsOf<CarePlanPartFragment, 'id' | 'title'> = {
  date: day('Дата записи', 'Recorded on'),
  category: text('Вид', 'Category'),
  status: word('Состояние', 'Status'),
  intent: word('Назначение', 'Intent'),
  periodFrom: day('С', 'From'),
  periodUntil: day('По', 'Until'),
  description: prose('Описание', 'Description'),
  activities: list('Что делать', 'Activities'),
  organization: place,
  author: worker,
};

const REFERRAL: FactsOf<ReferralPartFragment, 'id' | 'title' | 'name'> = {
  date: day('Дата записи', 'Recorded on'),
  orderedOn: day('Выписано', 'Ordered on'),
  code: coding('Код', 'Code'),
  status: word('Состояние', 'Status'),
  priority: word('Срочность', 'Priority'),
  reason: prose('Причина', 'Reason'),
  organization: place,
  author: worker,
};

const named = ({ name, title }: { readonly name?: string | null; readonly title?: string | null }) =>
  name ?? title ?? '—';

export const procedures = parts<ProcedurePartFragment>(
  'Процедуры',
  'Procedures',
  'Procedure',
  PROCEDURE,
  named,
);
export const carePlans = parts<CarePlanPartFragment>(
  'Планы лечения',
  'Care plans',
  'CarePlan',
  CARE_PLAN,
  named,
);
export const referrals = parts<ReferralPartFragment>('Направления', 'Referrals', 'Referral', REFERRAL, named);
